import { fullMoment } from '../words/time'

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
      <span className="text-small font-semibold text-accent-text">New</span>
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

export function TypingLine({ name }: { name: string }) {
  return (
    <p aria-live="polite" className="fades px-4 text-small text-soft md:px-6">
      <bdi>{name}</bdi> is typing…
    </p>
  )
}
