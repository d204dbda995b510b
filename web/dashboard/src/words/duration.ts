import * as t from './words'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `42 s`, `4 min`, `1 h 05`, `3 d`: how long something took. */
export function duration(seconds: number | null): string {
  if (seconds === null) return '–'
  if (seconds < MINUTE) return t.phrases.seconds(Math.round(seconds))
  if (seconds < HOUR) return t.phrases.min(Math.min(59, Math.round(seconds / MINUTE)))
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE)
    return t.phrases.hours(Math.floor(seconds / HOUR), String(minutes).padStart(2, '0'))
  }
  return t.phrases.days(Math.floor(seconds / DAY))
}
