import type { Feed } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { Drafts } from '../src/live/drafts'
import { ResponderLive } from '../src/live/responder'
import { Writing } from '../src/live/writing'
import { aDraft, aRun } from './fake-responder'
import { aConversation, aMessage } from './people'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** Answers wait until the test lets them go, in any order. */
function aTray(meanwhile: FeedEvent[] = []) {
  const answers: ((drafts: unknown[]) => void)[] = []
  vi.stubGlobal('fetch', () => {
    return new Promise<Response>((resolve) => {
      answers.push((data) => resolve(Response.json({ data })))
    })
  })
  const feed = { snapshot: travelWith(meanwhile) } as unknown as Feed
  return { drafts: new Drafts({ projectId: 1, feed: () => feed, changed: () => {} }), answers }
}

/** What the feed does: events that happen while a page travels are applied on top of it. */
function travelWith(meanwhile: FeedEvent[]) {
  type Apply = (value: unknown, event: FeedEvent) => unknown
  return async (ask: () => Promise<unknown>, apply: Apply) => meanwhile.reduce(apply, await ask())
}

const ready = (value: unknown) => ({ kind: 'ready', value, isLoadingMore: false })
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('drafts read before continuity was lost never cover what was read after it', async () => {
  const { drafts, answers } = aTray()
  drafts.show(1)
  drafts.invalidate()
  const reloaded = drafts.reload()

  answers[1]?.([])
  await reloaded
  answers[0]?.([aDraft(1)])
  await settled()

  expect(drafts.stateOf(1)).toEqual(ready([]))
})

test('what happens to drafts while their page travels is applied on top of it', async () => {
  const gone = { id: 1, conversationId: 1, state: 'discarded' } as const
  const { drafts, answers } = aTray([
    { event: 'draftCreated', payload: aDraft(2), feedSeq: 8 },
    { event: 'draftDiscarded', payload: gone, feedSeq: 9 },
  ])
  drafts.show(1)

  answers[0]?.([aDraft(1)])
  await settled()

  expect(drafts.stateOf(1)).toEqual(ready([aDraft(2)]))
})

test('a draft that was sent leaves before its event comes, and stays away after it', async () => {
  const { drafts, answers } = aTray()
  drafts.show(1)
  answers[0]?.([aDraft(2), aDraft(1)])
  await settled()

  vi.stubGlobal('fetch', async () => Response.json(aMessage(2, { fromCustomer: false })))
  await drafts.approve(aDraft(2))
  expect(drafts.stateOf(1)).toEqual(ready([aDraft(1)]))
  drafts.apply({
    event: 'draftDiscarded',
    payload: { id: 2, conversationId: 1, state: 'approved' },
    feedSeq: 9,
  })

  expect(drafts.stateOf(1)).toEqual(ready([aDraft(1)]))
})

test('a draft the server would not send stays where it is', async () => {
  const { drafts, answers } = aTray()
  drafts.show(1)
  answers[0]?.([aDraft(1)])
  await settled()

  const error = {
    code: 'conflict',
    reason: 'held_by_another',
    message: 'Alan has this chat.',
  } as const
  vi.stubGlobal('fetch', async () => Response.json({ error }, { status: 409 }))

  await expect(drafts.approve(aDraft(1))).rejects.toThrow('Alan has this chat.')
  expect(drafts.stateOf(1)).toEqual(ready([aDraft(1)]))
})

test('drafts that cannot be loaded say so, and can be asked for again', async () => {
  const { drafts } = aTray()
  const error = {
    code: 'forbidden',
    reason: 'role_too_low',
    message: 'You are no member.',
  } as const
  vi.stubGlobal('fetch', async () => Response.json({ error }, { status: 403 }))
  drafts.show(1)
  await settled()
  expect(drafts.stateOf(1)).toEqual({ kind: 'failed', reason: 'Your role does not allow this.' })

  vi.stubGlobal('fetch', async () => Response.json({ data: [aDraft(1)] }))
  await drafts.load(1)

  expect(drafts.stateOf(1)).toEqual(ready([aDraft(1)]))
})

function typing(text: string, isTyping = true) {
  const payload = { conversationId: 1, isTyping, text }
  return { event: 'responderTyping', payload } as const
}

function posted(sender: 'ai' | 'agent'): FeedEvent {
  const by = { type: sender, id: 0, name: 'Lamp shop', avatarUrl: null }
  const message = aMessage(2, { fromCustomer: false, sender: by })
  return {
    event: 'newMessage',
    payload: { ...message, conversation: aConversation(1) },
    feedSeq: 9,
  } as FeedEvent
}

test('what the assistant writes is shown until it stops, is sent, or becomes a draft', () => {
  const writing = new Writing(() => {})

  writing.receive(typing('Hel'))
  writing.receive(typing('Hello'))
  expect(writing.texts.get(1)).toBe('Hello')
  writing.receive(typing('', false))
  expect(writing.texts.size).toBe(0)

  writing.receive(typing('Hello'))
  writing.apply(posted('agent'))
  expect(writing.texts.size).toBe(1)
  writing.apply(posted('ai'))
  expect(writing.texts.size).toBe(0)

  writing.receive(typing('Hello'))
  writing.apply({ event: 'draftCreated', payload: aDraft(1), feedSeq: 10 })
  expect(writing.texts.size).toBe(0)
})

test('a lost "stopped" does not leave the assistant writing for ever', () => {
  vi.useFakeTimers()
  const writing = new Writing(() => {})
  writing.receive(typing('Hello'))

  vi.advanceTimersByTime(40_000)
  writing.receive(typing('Hello there'))
  vi.advanceTimersByTime(40_000)
  expect(writing.texts.size).toBe(1)
  vi.advanceTimersByTime(10_000)

  expect(writing.texts.size).toBe(0)
})

function aResponder(runs: () => unknown[]) {
  vi.stubGlobal('fetch', async (address: string) =>
    Response.json({ data: address.endsWith('/runs') ? runs() : [] }),
  )
  const feed = { snapshot: travelWith([]) } as unknown as Feed
  return new ResponderLive({ projectId: 1, feed: () => feed, changed: () => {} })
}

const thinking = () => aRun(1, { state: 'thinking', startedAt: new Date().toISOString() })

test('who opens a chat while the model is still silent sees that it thinks', async () => {
  const responder = aResponder(() => [thinking()])

  responder.view(1)
  await settled()
  expect(responder.writing.texts.get(1)).toBe('')
  responder.invalidate()
  expect(responder.writing.texts.size).toBe(0)
  await responder.reload()
  await settled()

  expect(responder.writing.texts.get(1)).toBe('')
})

test('a run that ended while it was asked about, or lost its worker, is not shown as thinking', async () => {
  const responder = aResponder(() => {
    responder.receive(typing('', false))
    return [thinking()]
  })
  responder.view(1)
  await settled()
  expect(responder.writing.texts.size).toBe(0)

  const lost = aResponder(() => [aRun(1, { state: 'thinking' })])
  lost.view(1)
  await settled()
  expect(lost.writing.texts.size).toBe(0)
})
