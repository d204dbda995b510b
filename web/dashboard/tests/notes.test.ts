import type { Feed } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { Notes } from '../src/live/notes'
import { aNote } from './people'

afterEach(() => vi.unstubAllGlobals())

/** Answers wait until the test lets them go, in any order. */
function aNotebook() {
  const answers: ((notes: unknown[]) => void)[] = []
  vi.stubGlobal('fetch', () => {
    return new Promise<Response>((resolve) => {
      answers.push((data) => resolve(Response.json({ data, nextCursor: null })))
    })
  })
  const feed = { snapshot: (ask: () => Promise<unknown>) => ask() } as unknown as Feed
  const notes = new Notes({ projectId: 1, feed: () => feed, changed: () => {} })
  return { notes, answers }
}

const ready = (value: unknown) => ({ kind: 'ready', value, isLoadingMore: false })
const settled = () => new Promise((resolve) => setTimeout(resolve))

test('notes read before continuity was lost never cover what was read after it', async () => {
  const { notes, answers } = aNotebook()
  notes.show(1)
  notes.invalidate()
  const reloaded = notes.reload()

  answers[1]?.([aNote(1), aNote(2)])
  await reloaded
  answers[0]?.([aNote(1)])
  await settled()

  expect(notes.stateOf(1)).toEqual(ready([aNote(1), aNote(2)]))
})

test('our own note stands in the thread before its event comes, and once after it', async () => {
  const { notes, answers } = aNotebook()
  notes.show(1)
  answers[0]?.([])
  await settled()

  vi.stubGlobal('fetch', async () => Response.json(aNote(5)))
  await notes.write(1, 'note 5')
  expect(notes.stateOf(1)).toEqual(ready([aNote(5)]))
  notes.apply({ event: 'noteAdded', payload: aNote(5), feedSeq: 9 } as FeedEvent)

  expect(notes.stateOf(1)).toEqual(ready([aNote(5)]))
})
