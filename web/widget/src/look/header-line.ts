import type { VisitorState } from '@frontdesk/client'
import type { Settings } from '../settings.ts'
import type { Language } from '../words/language.ts'

const STEPS = [1, 2, 5, 10, 15, 20, 30, 45]
const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

/** Nobody would answer now: the team is closed, or has gone for a coffee. */
export function isAway({ isOpen, isAnybodyOnline }: Settings): boolean {
  return !isOpen || !isAnybodyOnline
}

/** What a visitor most wants to know of the team right now, in one line. */
export function headerLine(
  { conversation, queue, isClosed }: Pick<VisitorState, 'conversation' | 'queue' | 'isClosed'>,
  settings: Settings,
  language: Language,
  now: number,
): string {
  const { words } = language
  // Until the server said more, nothing is true.
  if (!settings.personaName || isClosed) return ''
  if (conversation?.assignee) return words.with(conversation.assignee.name)
  if (!settings.isOpen && settings.opensAt) return backAt(settings.opensAt, language, now)
  // A place in a queue that nobody serves says little, and its wait nothing.
  if (isAway(settings)) return words.away
  if (queue?.position) return words.queue(queue.position, minutesOf(queue.estimatedWaitSeconds))
  const usual = settings.usualReplySeconds
  return usual === null ? words.online : words.usually(durationOf(usual, language.code))
}

/** Rounded up to what people say: a promise of 7 minutes is kept or broken by the minute. */
function durationOf(seconds: number, code: string): string {
  const minutes = STEPS.find((step) => seconds <= step * 60)
  const hours = Math.ceil(seconds / 3_600)
  return new Intl.NumberFormat(code, {
    style: 'unit',
    unit: minutes ? 'minute' : 'hour',
    unitDisplay: 'long',
  }).format(minutes ?? hours)
}

function minutesOf(seconds: number | null): number | null {
  return seconds === null ? null : Math.max(1, Math.round(seconds / 60))
}

/** In the visitor's own time zone and language. */
function backAt(opensAt: string, { code, words }: Language, now: number): string {
  const opening = new Date(opensAt)
  const time = opening.toLocaleTimeString(code, { hour: 'numeric', minute: '2-digit' })
  const days = Math.round((midnight(opening) - midnight(new Date(now))) / DAY_MS)
  if (days <= 0) return words.backToday(time)
  if (days === 1) return words.backTomorrow(time)
  const isThisWeek = days < 7
  const day = opening.toLocaleDateString(
    code,
    isThisWeek ? { weekday: 'long' } : { day: 'numeric', month: 'long' },
  )
  return words.backOn(day, time)
}

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}
