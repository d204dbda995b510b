import { describe, expect, it } from 'vitest'
import { type Bubble, bubblesOf, sendingAllowance, threadBubbles } from '../src/bubbles.ts'
import type { Outgoing } from '../src/outgoing.ts'
import { emptyTimeline, mergePage } from '../src/timeline.ts'
import { message, reply } from './support/samples.ts'

const outgoing: Outgoing = {
  tempId: 'a',
  content: 'hello',
  createdAt: '2026-01-05T09:00:00.000Z',
  order: 1,
  conversationId: null,
  state: 'sending',
  attempts: 1,
  notBefore: 0,
  error: null,
  message: null,
}

describe('Bubbles', () => {
  it('a message in history and outbox is shown once, as stored', () => {
    const timeline = mergePage(emptyTimeline(1), [message(1, { tempId: 'a' })])

    const bubbles = bubblesOf(timeline, [outgoing], 'visitor')

    expect(bubbles.map(({ key, state }) => [key, state])).toEqual([['a', 'delivered']])
  })

  it('what is on its way comes last', () => {
    const timeline = mergePage(emptyTimeline(1), [message(1), reply(2)])

    const bubbles = bubblesOf(timeline, [outgoing], 'visitor')

    expect(bubbles.map((bubble) => bubble.isMine)).toEqual([true, false, true])
    expect(bubbles.at(-1)?.state).toBe('sending')
  })

  it('a confirmed message that waits behind a gap is shown as stored', () => {
    const confirmed = { ...outgoing, state: 'confirmed' as const, message: message(9) }

    expect(bubblesOf(emptyTimeline(1), [confirmed], 'visitor')[0]?.state).toBe('delivered')
  })

  it('a thread shows only the replies to it', () => {
    const entries = [
      { ...outgoing, conversationId: 1 },
      { ...outgoing, tempId: 'b', conversationId: 2 },
    ]

    const bubbles = threadBubbles(emptyTimeline(1), { entries }, 1)

    expect(bubbles.map((bubble) => bubble.tempId)).toEqual(['a'])
  })
})

describe('The sending limit', () => {
  const limit = { messages: 2, seconds: 60 }
  const now = Date.parse('2026-01-05T09:01:00.000Z')

  it('counts what was written within the window', () => {
    expect(sendingAllowance([own(30), own(90)], limit, now)).toEqual({
      left: 1,
      retryAfterSeconds: 0,
    })
  })

  it('says how long to wait when it is used up', () => {
    expect(sendingAllowance([own(50), own(20)], limit, now)).toEqual({
      left: 0,
      retryAfterSeconds: 10,
    })
  })

  it('is endless where there is none', () => {
    expect(sendingAllowance([own(1)], null, now).left).toBe(Number.POSITIVE_INFINITY)
  })

  function own(secondsAgo: number): Bubble {
    const createdAt = new Date(now - secondsAgo * 1000).toISOString()
    const [bubble] = bubblesOf(null, [{ ...outgoing, createdAt }], 'visitor')
    if (!bubble) throw new Error('no bubble')
    return bubble
  }
})
