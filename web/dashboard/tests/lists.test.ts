import type { Conversation } from '@frontdesk/protocol'
import { afterEach, expect, test, vi } from 'vitest'
import { Conversations } from '../src/live/conversations'
import { filterOf } from '../src/live/inbox-filter'
import { Lists } from '../src/live/lists'
import { holdRequests, quietFeed } from './held-requests'
import { aConversation, GRACE } from './people'

const OPEN = filterOf({}, GRACE.id)

afterEach(() => vi.unstubAllGlobals())

async function aList(...rows: Conversation[]) {
  const requests = holdRequests()
  const changed = () => {}
  const conversations = new Conversations({ changed, onUnknown: () => {} })
  const lists = new Lists({ projectId: 1, feed: () => quietFeed, changed, conversations })
  lists.show(OPEN)
  await requests.answer(0, page(...rows))
  /** Continuity is lost, and everything is read again. */
  const readAgain = () => {
    conversations.invalidate()
    lists.invalidate()
    return lists.reload()
  }
  return { ...requests, conversations, readAgain }
}

const page = (...data: Conversation[]) => ({ data, nextCursor: null })

test('what a reload did not bring is no longer known', async () => {
  const { conversations, readAgain, answer } = await aList(aConversation(1), aConversation(2))
  const reloaded = readAgain()

  await answer(1, page(aConversation(2)))
  await reloaded

  expect([...conversations.known.keys()]).toEqual([2])
})

test('a reload that another one overtook neither brings rows nor forgets any', async () => {
  const { conversations, readAgain, answer } = await aList(aConversation(1), aConversation(2))
  const first = readAgain()
  const second = readAgain()

  await answer(1, page(aConversation(1, { tags: ['from before'] })))
  await first
  expect([...conversations.known.values()]).toMatchObject([{ id: 1, tags: [] }, { id: 2 }])

  await answer(2, page(aConversation(1)))
  await second
  expect([...conversations.known.keys()]).toEqual([1])
})
