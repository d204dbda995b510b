import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent, ResponderRun } from '@frontdesk/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Drafts } from '../src/live/drafts'
import { endOf, RequestedDrafts } from '../src/live/requested-drafts'
import { aDraft, aRun } from './fake-responder'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A house whose runs the test says, and a member who has asked for a draft in conversation 1. */
async function anAsker(answer: () => ResponderRun[]) {
  const drafts = { askFor: async () => 7 } as unknown as Drafts
  const asked = new RequestedDrafts({ drafts, runsOf: async () => answer(), changed: () => {} })
  await asked.ask(1)
  return asked
}

const over = {
  event: 'responderTyping',
  payload: { conversationId: 1, isTyping: false, text: '' },
} as PassingEvent

test('a draft that comes ends the waiting', async () => {
  const asked = await anAsker(() => [aRun(8, { state: 'thinking' })])
  expect(asked.states.get(1)?.kind).toBe('waiting')

  asked.apply({ event: 'draftCreated', payload: aDraft(1), feedSeq: 4 } as FeedEvent)

  expect(asked.states.has(1)).toBe(false)
})

test('a run that ended without one says why at once', async () => {
  const runs = [aRun(8, { state: 'failed', reason: 'too_slow' }), aRun(7)]
  const asked = await anAsker(() => runs)

  asked.receive(over)
  await vi.advanceTimersByTimeAsync(0)

  expect(asked.states.get(1)).toEqual({ kind: 'nothing', reason: 'too_slow' })
  asked.forget(1)
  expect(asked.states.has(1)).toBe(false)
})

test('the end of a run is found though nothing was heard of it', async () => {
  const runs = [aRun(8, { state: 'thinking' })]
  const asked = await anAsker(() => runs)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked.states.get(1)?.kind).toBe('waiting')

  runs[0] = aRun(8, { state: 'void', reason: 'closed' })
  await vi.advanceTimersByTimeAsync(3000)

  expect(asked.states.get(1)).toEqual({ kind: 'nothing', reason: 'closed' })
})

test('a run nobody begins is not waited for for ever', async () => {
  const asked = await anAsker(() => [aRun(7)])

  await vi.advanceTimersByTimeAsync(64_000)

  expect(asked.states.get(1)).toEqual({ kind: 'nothing', reason: 'not_begun' })
})

test('a refusal is told, and nothing is waited for', async () => {
  const drafts = { askFor: () => Promise.reject(new Error('no')) } as unknown as Drafts
  const asked = new RequestedDrafts({ drafts, runsOf: async () => [], changed: () => {} })

  await expect(asked.ask(1)).rejects.toThrow('no')

  expect(asked.states.has(1)).toBe(false)
})

test.each([
  ['drafted', 'came'],
  ['answered', 'came'],
  ['thinking', 'unknown'],
] as const)('a run that is %s: %s', (state, end) => {
  expect(endOf([aRun(8, { state })], { afterRunId: 7, askedAt: 0 }, 1000)).toBe(end)
})
