import type { AgentReport } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { barHeight } from '../src/features/reports/DayBars'
import { barsOf, highestOf, MEASURES } from '../src/features/reports/measures'
import { dayIn, daysOf, presetRange, rangeFrom } from '../src/features/reports/range'
import {
  onWeekdays,
  problemOf,
  usualWeek,
  withAnotherSpan,
  withDay,
} from '../src/features/settings/hours'
import { zoneGroups } from '../src/features/settings/time-zones'
import { sparkPath } from '../src/ui/Sparkline'

const CHATS = MEASURES[0]

function aReport(name: string, days: [string, number][]): AgentReport {
  return {
    userId: 7,
    name,
    avatarUrl: null,
    messagesSent: 9,
    chatsHandled: 3,
    firstReplies: 1,
    firstReplySeconds: 30,
    replySeconds: null,
    days: days.map(([day, chatsHandled]) => ({
      day,
      messagesSent: 9,
      chatsHandled,
      firstReplies: 1,
      firstReplySeconds: 30,
      replySeconds: null,
    })),
  }
}

test('a day is the day it is in the project, whatever it is here', () => {
  const late = Date.parse('2026-11-21T23:30:00Z')

  expect(dayIn('UTC', late)).toBe('2026-11-21')
  expect(dayIn('Asia/Tokyo', late)).toBe('2026-11-22')
  expect(dayIn('America/New_York', Date.parse('2026-11-21T02:00:00Z'))).toBe('2026-11-20')
})

test('the usual ranges end today and have as many days as they say', () => {
  expect(daysOf(presetRange('today', '2026-03-01'))).toEqual(['2026-03-01'])
  expect(presetRange('yesterday', '2026-03-01')).toEqual({ from: '2026-02-28', to: '2026-02-28' })
  expect(daysOf(presetRange('week', '2026-03-01'))).toHaveLength(7)
  expect(daysOf(presetRange('month', '2026-03-01'))[0]).toBe('2026-01-31')
})

test('an address that holds no range of days is no range', () => {
  expect(rangeFrom({ from: '2026-03-01', to: '2026-03-02' })).toEqual({
    from: '2026-03-01',
    to: '2026-03-02',
  })
  expect(rangeFrom({ from: '2026-03-02', to: '2026-03-01' })).toEqual({})
  expect(rangeFrom({ from: '2026-13-40', to: '2026-13-41' })).toEqual({})
  expect(rangeFrom({ from: 'yesterday' })).toEqual({})
})

test('every day of a range has its place, and days without work have no bar', () => {
  const grace = aReport('Grace', [['2026-03-02', 3]])
  const alan = aReport('Alan', [['2026-03-01', 6]])
  const days = ['2026-03-01', '2026-03-02']
  if (!CHATS) throw new Error('no measure')

  expect(barsOf(grace, days, CHATS).map(({ value }) => value)).toEqual([null, 3])
  // One scale for all: a bar half as high is half as much.
  expect(highestOf([grace, alan], days, CHATS)).toBe(6)
  expect(barHeight(3, 6) * 2).toBe(barHeight(6, 6))
})

test('little is still seen, and nothing is a hairline', () => {
  expect(barHeight(1, 1000)).toBeGreaterThan(barHeight(0, 1000))
  expect(barHeight(null, 1000)).toBe(1)
})

test('a sparkline begins at the left edge, ends at the right one and fits its height', () => {
  const points = sparkPath([0, 5, 10])
    .match(/[\d.]+/g)
    ?.map(Number)

  expect(points).toEqual([0, 34, 80, 18, 160, 2])
  expect(sparkPath([0, 0, 0])).not.toContain('NaN')
})

test('a week of hours keeps its order, however it is edited', () => {
  const week = usualWeek()
  const lunch = withDay(week, 'tue', withAnotherSpan(week.slice(1, 2), 'tue'))

  expect(lunch.map(({ day }) => day)).toEqual(['mon', 'tue', 'tue', 'wed', 'thu', 'fri'])
  expect(onWeekdays(lunch, 'tue')).toHaveLength(10)
  expect(withDay(week, 'mon', [])[0]?.day).toBe('tue')
})

test('hours end after they begin, and midnight is an end', () => {
  expect(problemOf({ day: 'mon', opens: '22:00', closes: '00:00' })).toBeNull()
  expect(problemOf({ day: 'mon', opens: '09:00', closes: '09:00' })).toBe(
    'It closes before it opens.',
  )
  expect(problemOf({ day: 'mon', opens: '', closes: '17:00' })).toBe('Both times are needed.')
})

test('a zone this browser does not know can still be kept', () => {
  const all = zoneGroups('Mars/Olympus').flatMap(({ zones }) => zones)

  expect(all).toContain('Mars/Olympus')
  expect(all).toContain('UTC')
  expect(zoneGroups('UTC')[0]?.region).toBe('General')
})
