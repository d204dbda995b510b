import type { Bubble } from '@frontdesk/client'
import { RotateCw, Trash2 } from 'lucide-react'
import { refusalWords } from '../../../api/http'
import { MessageText } from '../../../shared/MessageText'
import { clockTime } from '../../../words/time'
import * as t from '../../../words/words'
import { BubbleBody, BubbleFrame, Meta } from './Bubble'
import { ReceiptMark } from './ReceiptMark'

type PendingProps = {
  bubble: Bubble
  starts: boolean
  ends: boolean
  onRetry: (tempId: string) => void
  onDiscard: (tempId: string) => void
}

/** A reply the server has not confirmed: shown at once, and honest about where it is. */
export function PendingBubble({ bubble, starts, ends, onRetry, onDiscard }: PendingProps) {
  const failed = bubble.state === 'failed'
  return (
    <BubbleFrame
      side="ours"
      starts={starts}
      below={failed ? <Failed bubble={bubble} onRetry={onRetry} onDiscard={onDiscard} /> : null}
      meta={
        <Meta shown={ends || failed}>
          <time dateTime={bubble.createdAt} className="nums">
            {clockTime(bubble.createdAt)}
          </time>
          <ReceiptMark
            receipt={
              failed
                ? { mark: 'failed', words: t.thread.failedMark }
                : { mark: 'sending', words: t.thread.sending }
            }
          />
        </Meta>
      }
    >
      <BubbleBody tone="mine" ends={ends}>
        <MessageText content={bubble.content} />
      </BubbleBody>
    </BubbleFrame>
  )
}

function Failed({
  bubble,
  onRetry,
  onDiscard,
}: Pick<PendingProps, 'bubble' | 'onRetry' | 'onDiscard'>) {
  const { tempId } = bubble
  const look =
    'inline-flex min-h-8 items-center gap-1 rounded-sm px-1.5 font-semibold hover:bg-hover max-md:min-h-11'
  return (
    <span
      role="alert"
      className="flex flex-wrap items-center justify-end gap-x-1 text-small text-problem"
    >
      <span>
        {t.thread.failed(bubble.error ? refusalWords(bubble.error) : t.thread.theServerRefused)}
      </span>
      <button type="button" className={look} onClick={() => tempId && onRetry(tempId)}>
        <RotateCw size={12} aria-hidden="true" /> {t.thread.retry}
      </button>
      <button type="button" className={look} onClick={() => tempId && onDiscard(tempId)}>
        <Trash2 size={12} aria-hidden="true" /> {t.thread.discard}
      </button>
    </span>
  )
}
