import type { Availability } from '@frontdesk/protocol'
import { Clock3, Moon } from 'lucide-react'
import { AVAILABILITY_WORDS } from '../words/availability'
import { classes } from './classes'

const LOOKS: Record<Availability, string> = {
  available: 'border-done bg-done',
  idle: 'border-transparent text-waiting',
  away: 'border-transparent text-waiting',
  offline: 'border-line-strong bg-surface',
}

type StateMarkProps = { state: Availability; words?: boolean; className?: string }

/** Whether an agent takes chats: a shape for each state, and the word for it. */
export function StateMark({ state, words = false, className }: StateMarkProps) {
  return (
    <span className={classes('inline-flex items-center gap-1.5', className)}>
      <span
        aria-hidden="true"
        className={classes(
          'grid size-2.5 shrink-0 place-items-center rounded-full border',
          LOOKS[state],
        )}
      >
        {state === 'idle' ? <Clock3 size={12} className="shrink-0" /> : null}
        {state === 'away' ? <Moon size={12} className="shrink-0" fill="currentColor" /> : null}
      </span>
      <span className={words ? 'text-small text-soft' : 'sr-only'}>
        {AVAILABILITY_WORDS[state]}
      </span>
    </span>
  )
}
