import * as t from '../../words/words'
export type Range = { from: string; to: string }

const DAY_MS = 86_400_000
const DAY = /^\d{4}-\d{2}-\d{2}$/

/** The address bar holds the range, so that a report can be shared. */
export function rangeFrom(search: Record<string, unknown>): Partial<Range> {
  const { from, to } = search
  if (!isDay(from) || !isDay(to) || from > to) return {}
  return { from, to }
}

export const PRESETS = [
  { key: 'today', words: t.phrases.today },
  { key: 'yesterday', words: t.phrases.yesterday },
  { key: 'week', words: t.phrases.last7Days },
  { key: 'month', words: t.phrases.last30Days },
] as const

type Preset = (typeof PRESETS)[number]['key']

export function presetRange(preset: Preset, today: string): Range {
  switch (preset) {
    case 'today':
      return { from: today, to: today }
    case 'yesterday':
      return { from: daysLater(today, -1), to: daysLater(today, -1) }
    case 'week':
      return { from: daysLater(today, -6), to: today }
    case 'month':
      return { from: daysLater(today, -29), to: today }
  }
}

/** The calendar day it is somewhere: a day is the project's day. */
export function dayIn(timeZone: string, now: number): string {
  // The Swedish way of writing a date is the ISO one.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(now))
}

export function daysLater(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10)
}

/** Every day of a range, both ends included. */
export function daysOf({ from, to }: Range): string[] {
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1
  return Array.from({ length: Math.max(0, count) }, (_, place) => daysLater(from, place))
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))
}
