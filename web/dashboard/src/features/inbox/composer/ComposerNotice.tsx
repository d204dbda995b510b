import type { Conversation } from '@frontdesk/protocol'
import { Info } from 'lucide-react'
import { useLive } from '../../../live/LiveProvider'
import { useNameOf } from '../../../live/members'
import type { ReturnedReply } from '../../../live/thread'
import { TakeButton } from '../../../shared/TakeButton'
import { useAction } from '../../../shared/useAction'
import { Button } from '../../../ui/Button'
import { Rich } from '../../../ui/Rich'
import * as t from '../../../words/words'
import { useAssignAction } from '../actions/useAssignAction'

type NoticeProps = { conversation: Conversation; returned: ReturnedReply | null }

/** Above the composer: why a reply came back, or that somebody else has the chat. */
export function ComposerNotice({ conversation, returned }: NoticeProps) {
  const nameOf = useNameOf(useLive().projectId)
  const { action, myId } = useAssignAction(conversation)
  const { assigneeId } = conversation
  const isOthers = assigneeId !== null && assigneeId !== myId
  const takeOver =
    isOthers && action.kind === 'reassign' ? <TakeOver {...{ conversation }} /> : null
  // Once the chat is one's own, why the reply came back is no longer true.
  if (returned && assigneeId !== myId) {
    return (
      <div
        role="alert"
        className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-waiting-soft px-3 py-1.5 text-waiting"
      >
        <Info size={15} className="shrink-0" aria-hidden="true" />
        <span className="min-w-40 flex-1">{t.composer.yourTextIsBack(returned.reason)}</span>
        {takeOver}
      </div>
    )
  }
  if (conversation.chatState === 'waiting_assignment') return <Waiting {...{ conversation }} />
  if (!isOthers) return null
  return (
    <div className="mb-1 flex min-h-8 items-center gap-1.5 px-1 text-small text-active">
      <Info size={13} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">
        <Rich
          text={t.composer.hasThisChat}
          parts={{ name: <bdi>{nameOf(assigneeId) ?? t.composer.aColleague}</bdi> }}
        />
      </span>
      {takeOver}
    </div>
  )
}

/** On a phone the header has no room for it. */
function Waiting({ conversation }: { conversation: Conversation }) {
  return (
    <div className="mb-1 flex min-h-8 items-center gap-1.5 px-1 text-small text-waiting md:hidden">
      <Info size={13} className="shrink-0" aria-hidden="true" />
      <span className="min-w-0 flex-1 truncate">{t.composer.nobodyHasThisChatYet}</span>
      <TakeButton conversation={conversation} variant="quiet" />
    </div>
  )
}

function TakeOver({ conversation }: { conversation: Conversation }) {
  const { chats } = useLive()
  const { myId } = useAssignAction(conversation)
  const take = useAction(
    () => chats.reassign(conversation.id, { assigneeId: myId }),
    t.composer.youHaveTheChatNow,
  )
  return (
    <Button busy={take.isPending} onClick={() => take.mutate()}>
      {t.composer.takeOver}
    </Button>
  )
}
