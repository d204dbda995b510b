import type { ThreadSource } from '../../../live/thread'
import { Bubble } from './Bubble'
import { NoteBubble } from './NoteBubble'
import { PendingBubble } from './PendingBubble'
import { DayLine, EventLine, NewLine } from './ThreadLines'
import type { ThreadItem } from './thread-items'

type ThreadRowProps = {
  item: ThreadItem | undefined
  myId: number
  source: Extract<ThreadSource, { state: 'ready' }>
}

export function ThreadRow({ item, myId, source }: ThreadRowProps) {
  switch (item?.kind) {
    case 'day':
      return <DayLine label={item.label} />
    case 'new':
      return <NewLine />
    case 'event':
      return <EventLine words={item.words} at={item.at} />
    case 'note':
      return <NoteBubble note={item.note} myId={myId} />
    case 'message':
      return <Bubble message={item.message} starts={item.starts} ends={item.ends} myId={myId} />
    case 'pending':
      return (
        <PendingBubble
          bubble={item.bubble}
          starts={item.starts}
          ends={item.ends}
          onRetry={source.retryReply}
          onDiscard={source.discardReply}
        />
      )
    case undefined:
      return null
  }
}
