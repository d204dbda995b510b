import * as t from './words'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `0:42`, `12:05`, `1 h 05`, `3 d`: how long somebody has been waiting. */
export function waitingClock(milliseconds: number): string {
  const elapsed = Math.max(0, milliseconds)
  if (elapsed < HOUR) {
    const seconds = Math.floor((elapsed % MINUTE) / 1000)
    return `${Math.floor(elapsed / MINUTE)}:${String(seconds).padStart(2, '0')}`
  }
  if (elapsed < DAY) {
    const minutes = Math.floor((elapsed % HOUR) / MINUTE)
    return t.phrases.hours(Math.floor(elapsed / HOUR), String(minutes).padStart(2, '0'))
  }
  return t.phrases.days(Math.floor(elapsed / DAY))
}

/** `now`, `2m`, `1h`, `3d`, then the date: for the corner of a list row. */
export function shortAgo(iso: string, now: number): string {
  const elapsed = now - Date.parse(iso)
  if (elapsed < MINUTE) return t.phrases.now
  if (elapsed < HOUR) return t.phrases.minutesAgo(Math.floor(elapsed / MINUTE))
  if (elapsed < DAY) return t.phrases.hoursAgo(Math.floor(elapsed / HOUR))
  if (elapsed < 7 * DAY) return t.phrases.daysAgo(Math.floor(elapsed / DAY))
  return new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' }).format(
    new Date(iso),
  )
}

/** `just now`, `5 minutes ago`, `yesterday`: for sentences. */
export function longAgo(iso: string, now: number): string {
  const elapsed = now - Date.parse(iso)
  const words = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' })
  if (elapsed < MINUTE) return t.phrases.justNow
  if (elapsed < HOUR) return words.format(-Math.floor(elapsed / MINUTE), 'minute')
  if (elapsed < DAY) return words.format(-Math.floor(elapsed / HOUR), 'hour')
  if (elapsed < 30 * DAY) return words.format(-Math.floor(elapsed / DAY), 'day')
  return fullDate(iso)
}

export function clockTime(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { hour: 'numeric', minute: '2-digit' }).format(
    new Date(iso),
  )
}

export function fullDate(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' }).format(new Date(iso))
}

export function fullMoment(iso: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(iso),
  )
}

/** Two moments on the same calendar day have the same key, in the reader's own time zone. */
export function dayKey(iso: string): string {
  const day = new Date(iso)
  return `${day.getFullYear()}-${day.getMonth()}-${day.getDate()}`
}

export function dayLabel(iso: string, now: number): string {
  if (dayKey(iso) === dayKey(new Date(now).toISOString())) return t.phrases.today
  // The day before by the calendar: where clocks change a day has 23 hours, or 25.
  const yesterday = new Date(now)
  yesterday.setDate(yesterday.getDate() - 1)
  if (dayKey(iso) === dayKey(yesterday.toISOString())) return t.phrases.yesterday
  const sameYear = new Date(iso).getFullYear() === new Date(now).getFullYear()
  return new Intl.DateTimeFormat(undefined, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(new Date(iso))
}
