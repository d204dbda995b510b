import type { OpenHours, Weekday } from '@frontdesk/protocol'
import * as t from '../../words/words'

export const WEEKDAYS: readonly { day: Weekday; words: string }[] = [
  { day: 'mon', words: t.routing.monday },
  { day: 'tue', words: t.routing.tuesday },
  { day: 'wed', words: t.routing.wednesday },
  { day: 'thu', words: t.routing.thursday },
  { day: 'fri', words: t.routing.friday },
  { day: 'sat', words: t.routing.saturday },
  { day: 'sun', words: t.routing.sunday },
]

const USUAL = { opens: '09:00', closes: '17:00' }

/** What somebody who turns business hours on begins with. */
export function usualWeek(): OpenHours[] {
  return WEEKDAYS.slice(0, 5).map(({ day }) => ({ day, ...USUAL }))
}

export function spansOf(hours: readonly OpenHours[], day: Weekday): OpenHours[] {
  return hours.filter((span) => span.day === day)
}

/** A day's spans replaced by others; the week stays in its order. */
export function withDay(
  hours: readonly OpenHours[],
  day: Weekday,
  spans: readonly OpenHours[],
): OpenHours[] {
  return WEEKDAYS.flatMap((weekday) =>
    weekday.day === day ? [...spans] : spansOf(hours, weekday.day),
  )
}

/** Another span after the last one: after a lunch break, say. */
export function withAnotherSpan(spans: readonly OpenHours[], day: Weekday): OpenHours[] {
  const last = spans.at(-1)
  if (!last) return [{ day, ...USUAL }]
  const opens = hourLater(last.closes, 1)
  return [...spans, { day, opens, closes: hourLater(opens, 3) }]
}

/** The same hours from Monday to Friday as on this day. */
export function onWeekdays(hours: readonly OpenHours[], day: Weekday): OpenHours[] {
  const spans = spansOf(hours, day)
  return WEEKDAYS.flatMap((weekday, place) =>
    place < 5 ? spans.map((span) => ({ ...span, day: weekday.day })) : spansOf(hours, weekday.day),
  )
}

/** What is wrong with a span, in words; midnight as an end is written 00:00. */
export function problemOf({ opens, closes }: OpenHours): string | null {
  if (opens === '' || closes === '') return t.routing.bothTimesAreNeeded
  if (closes !== '00:00' && closes <= opens) return t.routing.itClosesBeforeItOpens
  return null
}

function hourLater(time: string, hours: number): string {
  const hour = Math.min(23, Number(time.slice(0, 2)) + hours)
  return `${String(hour).padStart(2, '0')}:${time.slice(3)}`
}
