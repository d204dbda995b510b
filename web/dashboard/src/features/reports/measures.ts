import type { AgentDay, AgentReport } from '@frontdesk/protocol'
import { duration } from '../../words/duration'
import * as t from '../../words/words'

type Counted = 'chatsHandled' | 'messagesSent' | 'firstReplySeconds' | 'replySeconds'

export type Measure = { key: Counted; words: string; say: (value: number | null) => string }

const plain = (value: number | null) => (value === null ? '–' : value.toLocaleString())

/** What a report can show; every one is a field of an agent and of each of their days. */
export const MEASURES: readonly Measure[] = [
  { key: 'chatsHandled', words: t.reports.chatsHandled, say: plain },
  { key: 'messagesSent', words: t.reports.messagesSent, say: plain },
  { key: 'firstReplySeconds', words: t.reports.firstReply, say: duration },
  { key: 'replySeconds', words: t.reports.replyTime, say: duration },
]

export type Bar = { day: string; value: number | null }

/** One bar per day of the range; days without work have none. */
export function barsOf(
  { days: worked }: AgentReport,
  days: readonly string[],
  { key }: Measure,
): Bar[] {
  const byDay = new Map<string, AgentDay>(worked.map((one) => [one.day, one]))
  return days.map((day) => ({ day, value: byDay.get(day)?.[key] ?? null }))
}

/** All agents are drawn on one scale, so that their bars can be compared. */
export function highestOf(
  agents: readonly AgentReport[],
  days: readonly string[],
  measure: Measure,
): number {
  const values = agents.flatMap((agent) => barsOf(agent, days, measure))
  return Math.max(1, ...values.map(({ value }) => value ?? 0))
}
