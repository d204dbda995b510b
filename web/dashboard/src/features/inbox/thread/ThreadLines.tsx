import { PenLine } from 'lucide-react'
import { Rich } from '../../../ui/Rich'
import { inSentence } from '../../../words/names'
import { fullMoment } from '../../../words/time'
import * as t from '../../../words/words'

export function DayLine({ label }: { label: string }) {
  return (
    <div className="flex items-center gap-3 px-4 pt-5 pb-1 md:px-6">
      <span className="h-px flex-1 bg-line" />
      <h3 className="text-small font-medium text-faint">{label}</h3>
      <span className="h-px flex-1 bg-line" />
    </div>
  )
}

/** Where you left off when you opened the conversation. */
export function NewLine() {
  return (
    <div className="flex items-center gap-3 px-4 pt-4 md:px-6">
      <span className="h-px flex-1 bg-accent" />
      <span className="text-small font-semibold text-accent-text">{t.thread.newLine}</span>
    </div>
  )
}

/** `Grace took the chat`: what happened, quietly, between what was said. */
export function EventLine({ words, at }: { words: string; at: string }) {
  return (
    <p className="px-6 pt-3 text-center text-small text-balance text-faint" title={fullMoment(at)}>
      {words}
    </p>
  )
}

type TypingLinesProps = { visitor: string | null; colleagues: readonly string[] }

/** Who is writing just now. The line is always there, so that nothing moves when somebody begins. */
export function TypingLines({ visitor, colleagues }: TypingLinesProps) {
  return (
    <div
      aria-live="polite"
      className="flex h-6 shrink-0 items-center gap-x-4 px-4 pt-0.5 text-small md:px-6"
    >
      {visitor === null ? null : (
        <p className="fades min-w-0 truncate text-soft">
          <Rich text={t.thread.isTyping} parts={{ name: <bdi>{visitor}</bdi> }} />
        </p>
      )}
      {colleagues.length === 0 ? null : (
        <p className="fades flex min-w-0 items-center gap-1 text-waiting">
          <PenLine size={12} aria-hidden="true" className="shrink-0" />
          <span className="truncate">{writingWords(colleagues)}</span>
        </p>
      )}
    </div>
  )
}

export function writingWords(names: readonly string[]): string {
  const [first = '', second = ''] = names.map(inSentence)
  if (names.length === 1) return t.thread.isTypingAReply(first)
  if (names.length === 2) return t.thread.andAreTypingReplies(first, second)
  return t.thread.andOthersAreTypingReplies(first, names.length - 1)
}
