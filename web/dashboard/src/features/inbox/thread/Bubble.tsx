import type { Message, Sender } from '@frontdesk/protocol'
import { Sparkles } from 'lucide-react'
import type { ReactNode } from 'react'
import { MessageText } from '../../../shared/MessageText'
import { classes } from '../../../ui/classes'
import { receiptOf } from '../../../words/receipt'
import { clockTime, fullMoment } from '../../../words/time'
import * as t from '../../../words/words'
import { ReceiptMark } from './ReceiptMark'

type BubbleProps = { message: Message; starts: boolean; ends: boolean; myId: number }

export function Bubble({ message, starts, ends, myId }: BubbleProps) {
  const side = message.fromCustomer ? 'theirs' : 'ours'
  const receipt = side === 'ours' ? receiptOf(message) : null
  return (
    <BubbleFrame
      side={side}
      starts={starts}
      above={starts ? <Author sender={message.sender} myId={myId} /> : null}
      below={ends && receipt?.isResting ? receipt.words : null}
      meta={
        <Meta shown={ends}>
          {message.editedAt && !message.deletedAt ? <span>{t.thread.edited}</span> : null}
          <time dateTime={message.createdAt} title={fullMoment(message.createdAt)} className="nums">
            {clockTime(message.createdAt)}
          </time>
          {receipt ? <ReceiptMark receipt={receipt} /> : null}
        </Meta>
      }
    >
      <Content message={message} ends={ends} />
    </BubbleFrame>
  )
}

function Content({ message, ends }: { message: Message; ends: boolean }) {
  const tone = message.fromCustomer ? 'theirs' : message.sender.type === 'ai' ? 'ai' : 'mine'
  if (message.deletedAt) {
    return (
      <BubbleBody tone={tone} ends={ends} faded>
        <span className="italic">{t.thread.thisMessageWasDeleted}</span>
      </BubbleBody>
    )
  }
  return (
    <BubbleBody tone={tone} ends={ends}>
      <MessageText content={message.content} />
    </BubbleBody>
  )
}

type FrameProps = {
  side: 'ours' | 'theirs'
  starts: boolean
  above?: ReactNode
  below?: ReactNode
  meta: ReactNode
  children: ReactNode
}

export function BubbleFrame({ side, starts, above, below, meta, children }: FrameProps) {
  const ours = side === 'ours'
  return (
    <div
      className={classes(
        'group/bubble flex flex-col px-4 md:px-6',
        starts ? 'pt-3' : 'pt-0.5',
        ours ? 'items-end' : 'items-start',
      )}
    >
      {above}
      <div className={classes('flex w-full items-end gap-2', ours && 'flex-row-reverse')}>
        {children}
        {meta}
      </div>
      {below ? <span className="mt-0.5 px-1 text-caption text-faint">{below}</span> : null}
    </div>
  )
}

const TONES = {
  theirs: 'bg-theirs text-on-theirs',
  mine: 'bg-mine text-on-mine',
  ai: 'bg-ai text-on-ai',
}

type BodyProps = { tone: keyof typeof TONES; ends: boolean; faded?: boolean; children: ReactNode }

export function BubbleBody({ tone, ends, faded = false, children }: BodyProps) {
  return (
    <div
      className={classes(
        'min-w-0 max-w-[72ch] rounded-bubble px-3 py-1.5 text-message',
        faded ? 'border border-line text-faint' : TONES[tone],
        ends && (tone === 'theirs' ? 'rounded-es-tight' : 'rounded-ee-tight'),
      )}
    >
      {children}
    </div>
  )
}

/** Beside the bubble: always there at the end of a group, elsewhere when pointed at. It never takes new room. */
export function Meta({ shown, children }: { shown: boolean; children: ReactNode }) {
  return (
    <div
      className={classes(
        'flex shrink-0 items-center gap-1 pb-1 text-caption text-faint',
        !shown && 'opacity-0 group-hover/bubble:opacity-100',
      )}
    >
      {children}
    </div>
  )
}

/** Who on our side wrote it, unless it was you. */
function Author({ sender, myId }: { sender: Sender; myId: number }) {
  const isMe = sender.type === 'agent' && sender.id === myId
  if (isMe || sender.type === 'visitor') return null
  const isAi = sender.type === 'ai'
  return (
    <span className="mb-0.5 flex items-center gap-1 px-1 text-small text-faint">
      {isAi ? <Sparkles size={12} aria-hidden="true" /> : null}
      <bdi>{sender.name}</bdi>
      {isAi ? <span>{t.thread.ai}</span> : null}
      {sender.type === 'system' ? <span>{t.thread.automatic}</span> : null}
    </span>
  )
}
