import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { queryClient } from '../src/api/queries'
import { chooseSound } from '../src/live/alerts'
import { Availability } from '../src/live/availability'
import { Ephemeral } from '../src/live/ephemeral'
import { eventEffects } from '../src/live/event-effects'
import { readToasts } from '../src/ui/toasts'
import { aConversation, aMessage } from './people'

const GRACE = 7
const asked: unknown[] = []

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  chooseSound(false)
  asked.length = 0
  vi.spyOn(queryClient, 'invalidateQueries').mockImplementation(async (filters) => {
    asked.push(filters?.queryKey?.slice(2).join('/'))
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

function effects(isTaking = false) {
  return eventEffects({ projectId: 1, myId: GRACE, isTaking: () => isTaking })
}

function updated(fields: Record<string, unknown>): FeedEvent {
  const payload = { conversationId: 1, fields, version: 2, revision: 2 }
  return { event: 'conversationUpdated', payload, feedSeq: 2 }
}

test('the queue is asked again once for everything that happens within a moment', () => {
  const { onEvent } = effects()
  for (let one = 0; one < 20; one += 1) onEvent(updated({ chatState: 'assigned' }), undefined)
  expect(asked).toEqual([])

  vi.advanceTimersByTime(1000)

  expect(asked).toEqual(['queue', 'board'])
})

test('what the queue does not show is no reason to ask again', () => {
  const { onEvent } = effects()
  const before = aConversation(1)
  onEvent(updated({ agentReadSeq: 3 }), before)
  onEvent(
    { event: 'newMessage', payload: { ...aMessage(2), conversation: before }, feedSeq: 3 },
    before,
  )

  vi.advanceTimersByTime(1000)

  expect(asked).not.toContain('queue')
})

test('lists that only say "changed" are fetched again', () => {
  const { onEvent } = effects()
  onEvent({ event: 'cannedChanged', payload: {}, feedSeq: 1 }, undefined)
  onEvent({ event: 'tagsChanged', payload: {}, feedSeq: 2 }, undefined)
  onEvent({ event: 'projectUpdated', payload: {}, feedSeq: 3 }, undefined)
  onEvent({ event: 'visitorUpdated', payload: { visitorId: 5, fields: {} }, feedSeq: 4 }, undefined)

  expect(asked).toEqual(['canned', 'tags', '', '', 'visitor/5'])
})

test('a chat that somebody gave us is told, and one we took ourselves is not', () => {
  const said = () => readToasts().filter(({ words }) => words.includes('is with you now')).length
  const before = aConversation(1)

  effects(true).onEvent(updated({ assigneeId: GRACE }), before)
  expect(said()).toBe(0)
  effects().onEvent(updated({ assigneeId: 8 }), before)
  expect(said()).toBe(0)
  effects().onEvent(updated({ assigneeId: GRACE }), before)

  expect(said()).toBe(1)
})

test('an alert is for managers', () => {
  const alert: FeedEvent = {
    event: 'managersAlerted',
    payload: { conversationId: 1, reason: 'stuck', message: 'Ada waits for an hour.' },
    feedSeq: 5,
  }
  const role = vi.spyOn(queryClient, 'getQueryData')
  const seen = () => readToasts().some(({ words }) => words === alert.payload.message)

  role.mockReturnValue([{ id: 1, role: 'agent' }])
  effects().onEvent(alert, undefined)
  expect(seen()).toBe(false)
  role.mockReturnValue([{ id: 1, role: 'manager' }])
  effects().onEvent(alert, undefined)

  expect(seen()).toBe(true)
})

test('away is for all tabs, and an echo of before does not undo it', () => {
  const deps = { projectId: 1, userId: GRACE, changed: () => {} }
  const mine = new Availability(deps)
  const told = (state: string, userId = GRACE) =>
    mine.receive({ event: 'agentStatusChanged', payload: { userId, state } } as PassingEvent)
  mine.choose('away')
  told('available')
  expect(mine.state).toBe('away')

  expect(new Availability(deps).state).toBe('away')
  vi.advanceTimersByTime(10_000)
  told('available', 8)
  expect(mine.state).toBe('away')
  told('available')
  told('offline')

  expect(mine.state).toBe('available')
})

test('who writes a reply is known until they stop, send, or are not heard of any more', () => {
  const ephemeral = new Ephemeral(() => {})
  const writes = (userId: number, isTyping: boolean, conversationId = 1) =>
    ephemeral.receive({
      event: 'agentTyping',
      payload: { userId, name: 'Alan', conversationId, isTyping },
    })
  const writers = () => [...ephemeral.now.writers.values()].map(({ userId }) => userId)
  writes(8, true)
  writes(8, true)
  writes(9, true)
  expect(writers()).toEqual([8, 9])

  // One of two sends: the other still writes.
  ephemeral.apply(repliedBy(9, 1))
  expect(writers()).toEqual([8])
  ephemeral.apply(repliedBy(8, 2))
  expect(writers()).toEqual([8])
  writes(8, false)
  expect(writers()).toEqual([])
  writes(8, true)
  vi.advanceTimersByTime(5000)
  writes(8, true)
  vi.advanceTimersByTime(5000)
  expect(writers()).toEqual([8])
  vi.advanceTimersByTime(1001)
  expect(writers()).toEqual([])
})

function repliedBy(id: number, conversationId: number): FeedEvent {
  const sender = { type: 'agent', id, name: 'Alan', avatarUrl: null } as const
  const message = aMessage(2, { conversationId, fromCustomer: false, sender })
  const payload = { ...message, conversation: aConversation(conversationId) }
  return { event: 'newMessage', payload, feedSeq: 9 }
}

test('who looks at a chat is known until they leave, or are not heard of any more', () => {
  const ephemeral = new Ephemeral(() => {})
  const looks = (conversationId: number | null) =>
    ephemeral.receive({
      event: 'agentViewing',
      payload: { userId: 8, name: 'Alan', conversationId },
    })
  looks(1)
  looks(1)
  expect([...ephemeral.now.viewers.values()]).toEqual([
    { userId: 8, name: 'Alan', conversationId: 1 },
  ])

  looks(null)
  expect(ephemeral.now.viewers.size).toBe(0)
  looks(2)
  vi.advanceTimersByTime(41_000)

  expect(ephemeral.now.viewers.size).toBe(0)
})
