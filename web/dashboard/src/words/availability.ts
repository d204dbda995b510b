import type { Availability } from '@frontdesk/protocol'
import * as t from './words'

export const AVAILABILITY_WORDS: Record<Availability, string> = {
  available: t.phrases.available,
  idle: t.phrases.idle,
  away: t.phrases.away,
  offline: t.phrases.offline,
}

/** What the word alone does not say of somebody who may not answer soon. */
export function whyNot(state: Availability): string | null {
  if (state === 'idle') return t.phrases.noInputForAWhile
  return state === 'away' ? t.phrases.takesNoChatsNow : null
}

const ORDER: readonly Availability[] = ['available', 'idle', 'away', 'offline']

type Answerer = { state: Availability; load: number; name: string }

/** Whoever can help soonest first: available before away, and less loaded before more. */
export function bySoonest(a: Answerer, b: Answerer): number {
  const states = ORDER.indexOf(a.state) - ORDER.indexOf(b.state)
  return states || a.load - b.load || a.name.localeCompare(b.name)
}
