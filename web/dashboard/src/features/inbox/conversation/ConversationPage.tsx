import type { Conversation } from '@frontdesk/protocol'
import { useParams } from '@tanstack/react-router'
import { useCallback, useEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useMe } from '../../../api/session'
import type { DraftKind } from '../../../live/composer-drafts'
import { useLive } from '../../../live/LiveProvider'
import { useIsTyping, useOthersWriting } from '../../../live/presence'
import { useConversation, useReturnedReply, useThread } from '../../../live/thread'
import { ErrorState } from '../../../ui/Empty'
import { ErrorBoundary } from '../../../ui/ErrorBoundary'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'
import { ResponderArea } from '../../responder/ResponderArea'
import { useUsedDraft } from '../../responder/useUsedDraft'
import { AssignDialog } from '../actions/AssignDialog'
import { Composer } from '../composer/Composer'
import { ComposerNotice } from '../composer/ComposerNotice'
import { DetailsPane } from '../details/DetailsPane'
import { Thread } from '../thread/Thread'
import { TypingLines } from '../thread/ThreadLines'
import { ThreadSkeleton } from '../thread/ThreadSkeleton'
import { ChatBar } from './ChatBar'
import { ConversationHeader } from './ConversationHeader'
import { Reopen } from './Reopen'
import { useThreadKeys } from './useThreadKeys'

export function ConversationPage() {
  const { conversationId } = useParams({ strict: false })
  const id = Number(conversationId)
  const found = useConversation(id)
  useViewing(id)

  if (found.state === 'loading') return <ThreadSkeleton />
  if (found.state === 'failed') {
    return (
      <div className="grid h-full place-items-center">
        <ErrorState
          title={t.conversation.thisConversationCould}
          words={found.reason}
          onRetry={found.retry}
        />
      </div>
    )
  }
  return (
    <div className="flex h-full min-w-0">
      <ErrorBoundary title={t.conversation.thisConversationCouldNotBeShown} resetKey={id}>
        <ConversationPane key={id} conversation={found.conversation} />
      </ErrorBoundary>
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
  const writers = useOthersWriting(conversation.id, me.id)
  const [kind, setKind] = useState<DraftKind>('reply')
  const [assigning, setAssigning] = useState(false)
  const { id } = conversation
  const write = (what: DraftKind) => {
    // At once: whoever types on at the speed of thought must not hit shortcuts with it.
    flushSync(() => setKind(what))
    composer.current?.focus()
  }
  const { times, use } = useUsedDraft(id, write)
  useThreadKeys(conversation, { write, assign: () => setAssigning(true) })
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
      aria-label={t.conversation.conversationWith(visitorName(conversation.visitor))}
      className="flex min-w-0 flex-1 flex-col"
    >
      <ConversationHeader conversation={conversation} onAssign={() => setAssigning(true)} />
      <ChatBar conversation={conversation} />
      <Thread conversation={conversation} source={source} myId={me.id} />
      <TypingLines
        visitor={isTyping ? visitorName(conversation.visitor) : null}
        colleagues={writers.map(({ name }) => name)}
      />
      {closed ? null : <ResponderArea conversation={conversation} onUse={use} />}
      {closed ? (
        <Reopen conversation={conversation} />
      ) : (
        <Composer
          key={times}
          conversation={conversation}
          field={composer}
          kind={kind}
          onKind={setKind}
          notice={<ComposerNotice conversation={conversation} returned={returned} />}
          returned={returned}
          onSend={send}
          onTyping={sayTyping}
        />
      )}
      <AssignDialog conversation={conversation} open={assigning} onOpenChange={setAssigning} />
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
