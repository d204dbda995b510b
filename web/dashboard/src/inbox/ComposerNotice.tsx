import type { Conversation } from '@frontdesk/protocol'
import { Info } from 'lucide-react'
import { useLive } from '../live/LiveProvider'
import { useNameOf } from '../live/members'
import type { ReturnedReply } from '../live/thread'

type NoticeProps = { conversation: Conversation; returned: ReturnedReply | null; myId: number }

/** Above the composer: why a reply came back, or that somebody else has the chat. */
export function ComposerNotice({ conversation, returned, myId }: NoticeProps) {
  const nameOf = useNameOf(useLive().projectId)
  const { assigneeId } = conversation
  if (returned) {
    return (
      <p
        role="alert"
        className="mb-2 flex items-start gap-2 rounded-md bg-waiting-soft px-3 py-2 text-waiting"
      >
        <Info size={15} className="mt-0.5 shrink-0" aria-hidden="true" />
        <span>{returned.reason} Your text is back in the composer.</span>
      </p>
    )
  }
  if (assigneeId === null || assigneeId === myId) return null
  return (
    <p className="mb-1.5 flex items-center gap-1.5 px-1 text-small text-active">
      <Info size={13} className="shrink-0" aria-hidden="true" />
      <span>
        <bdi>{nameOf(assigneeId) ?? 'A colleague'}</bdi> has this chat.
      </span>
    </p>
  )
}
