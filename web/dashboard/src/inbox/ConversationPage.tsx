import type { Conversation } from '@frontdesk/protocol'
import { useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef } from 'react'
import { useMe } from '../api/session'
import { useLive } from '../live/LiveProvider'
import { useIsTyping } from '../live/presence'
import { useConversation, useReturnedReply, useThread } from '../live/thread'
import { Trouble } from '../ui/Empty'
import { visitorName } from '../words/visitor'
import { Composer } from './Composer'
import { ComposerNotice } from './ComposerNotice'
import { DetailsPane } from './DetailsPane'
import { Reopen } from './Reopen'
import { Thread } from './Thread'
import { ThreadBones } from './ThreadBones'
import { ThreadHeader } from './ThreadHeader'
import { TypingLine } from './ThreadLines'
import { useThreadKeys } from './useThreadKeys'

export function ConversationPage() {
  const { conversationId } = useParams({ strict: false })
  const id = Number(conversationId)
  const found = useConversation(id)
  useViewing(id)

  if (found.state === 'loading') return <ThreadBones />
  if (found.state === 'failed') {
    return (
      <div className="grid h-full place-items-center">
        <Trouble
          title="This conversation could not be opened"
          words={found.reason}
          onRetry={found.retry}
        />
      </div>
    )
  }
  return (
    <div className="flex h-full min-w-0">
      <ConversationPane key={id} conversation={found.conversation} />
      <DetailsPane conversation={found.conversation} />
    </div>
  )
}

function ConversationPane({ conversation }: { conversation: Conversation }) {
  const me = useMe()
  const live = useLive()
  const source = useThread(conversation.id)
  const [returned, clearReturned] = useReturnedReply(conversation.id)
  const composer = useRef<HTMLTextAreaElement>(null)
  const isTyping = useIsTyping(conversation.id)
  const { id } = conversation
  useThreadKeys(conversation, composer)
  const send = useCallback(
    (text: string) => {
      clearReturned()
      live.reply(id, text)
    },
    [live, id, clearReturned],
  )
  const sayTyping = useCallback((typing: boolean) => live.chats.setTyping(id, typing), [live, id])
  const closed = conversation.chatState === 'completed'

  return (
    <section
      aria-label={`Conversation with ${visitorName(conversation.visitor)}`}
      className="flex min-w-0 flex-1 flex-col"
    >
      <ThreadHeader conversation={conversation} />
      <Thread conversation={conversation} source={source} myId={me.id} />
      <div className="h-6 shrink-0 pt-0.5">
        {isTyping ? <TypingLine name={visitorName(conversation.visitor)} /> : null}
      </div>
      {closed ? (
        <Reopen conversation={conversation} />
      ) : (
        <Composer
          conversationId={id}
          field={composer}
          notice={<ComposerNotice conversation={conversation} returned={returned} myId={me.id} />}
          returned={returned}
          onSend={send}
          onTyping={sayTyping}
        />
      )}
    </section>
  )
}

/** Colleagues may see who looks at what; leaving says so too. */
function useViewing(id: number): void {
  const live = useLive()
  useEffect(() => {
    live.view(id)
    return () => live.view(null)
  }, [live, id])
}
