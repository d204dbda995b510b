import type { Message } from '@frontdesk/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { Threads } from '../src/live/threads'
import { holdRequests, quietFeed } from './held-requests'
import { aConversation, aMessage } from './people'

afterEach(() => vi.unstubAllGlobals())

function aThread() {
  const requests = holdRequests()
  const threads = new Threads({
    projectId: 1,
    feed: () => quietFeed,
    changed: () => {},
    shown: () => {},
    isUnrecognised: () => false,
  })
  threads.show(1)
  return { threads, ...requests }
}

function contentsOf(threads: Threads) {
  const state = threads.stateOf(1)
  return state?.kind === 'ready' ? state.value.messages.map(({ content }) => content) : []
}

const page = (...data: Message[]) => ({ data })

test('a hole is filled by asking for what is missing', async () => {
  const { threads, answer } = aThread()
  await answer(0, page(aMessage(1)))
  threads.apply(posted(3))

  await answer(1, page(aMessage(2), aMessage(3)))

  expect(contentsOf(threads)).toEqual(['message 1', 'message 2', 'message 3'])
})

test('what was asked for to fill a hole before continuity was lost is thrown away', async () => {
  const { threads, answer } = aThread()
  await answer(0, page(aMessage(1)))
  threads.apply(posted(3))
  threads.invalidate()

  await answer(1, page(aMessage(2), aMessage(3)))
  expect(contentsOf(threads)).toEqual(['message 1'])

  const reloaded = threads.reload()
  await answer(2, page(aMessage(1), aMessage(2), aMessage(3)))
  await reloaded
  expect(contentsOf(threads)).toEqual(['message 1', 'message 2', 'message 3'])
})

function posted(seq: number) {
  const payload = { ...aMessage(seq), conversation: aConversation(1) }
  return { event: 'newMessage', payload, feedSeq: 9 } as const
}
