import { expect, test } from 'vitest'
import { holdRows } from '../src/inbox/held-rows'
import { stepTo } from '../src/inbox/useListKeys'
import { reasonToRing } from '../src/live/announce'
import { belongs, rowsOf } from '../src/live/belongs'
import { shownConnection } from '../src/live/connection'
import { aConversation, aMessage, minute } from './people'

const OPEN = { status: 'open', q: '' } as const
const ids = (rows: readonly { id: number }[]) => rows.map(({ id }) => id)
const known = (all: readonly ReturnType<typeof aConversation>[]) => (id: number) =>
  all.find((one) => one.id === id)

test('rows stand newest activity first, and the higher id first within one moment', () => {
  const rows = [aConversation(1), aConversation(3), aConversation(2, { lastMessageAt: minute(3) })]

  expect(ids(rowsOf(rows, OPEN, null))).toEqual([3, 2, 1])
})

test('what lies below the loaded pages is not shown, though it is known', () => {
  const rows = [aConversation(1), aConversation(2), aConversation(3)]

  expect(ids(rowsOf(rows, OPEN, { at: minute(2), id: 2 }))).toEqual([3, 2])
})

test('a conversation that changes its status leaves one list and enters the other', () => {
  const solved = aConversation(1, { status: 'solved' })

  expect(belongs(solved, OPEN)).toBe(false)
  expect(belongs(solved, { status: 'solved', q: '' })).toBe(true)
  expect(belongs(solved, { status: 'all', q: '' })).toBe(true)
})

test('a search looks at name, address, uid and snippet, whatever their case', () => {
  const ada = aConversation(1, { lastMessageSnippet: 'WHERE is my lamp?' })

  expect(['moreau', 'UID-1', 'where is'].map((q) => belongs(ada, { status: 'all', q }))).toEqual([
    true,
    true,
    true,
  ])
  expect(belongs(ada, { status: 'all', q: '%' })).toBe(false)
})

test('under the pointer rows keep their places and the newcomers are counted', () => {
  const held = [aConversation(3), aConversation(2), aConversation(1)]
  const risen = aConversation(1, { lastSeq: 2, lastMessageAt: minute(9) })
  const live = [aConversation(4), risen, aConversation(3), aConversation(2)]

  const shown = holdRows(held, live, known(live))

  expect(ids(shown.rows)).toEqual([3, 2, 1])
  expect(shown.rows[2]).toBe(risen)
  expect(shown.newCount).toBe(2)
})

test('under the pointer a solved conversation keeps its place, and older pages still come below', () => {
  const held = [aConversation(5), aConversation(4)]
  const solved = aConversation(5, { status: 'solved' })
  const live = [aConversation(4), aConversation(3)]

  const shown = holdRows(held, live, known([solved, ...live]))

  expect(ids(shown.rows)).toEqual([5, 4, 3])
  expect(shown.newCount).toBe(0)
})

test('without a pointer the list is simply live', () => {
  const live = [aConversation(2), aConversation(1)]

  expect(holdRows(null, live, known(live))).toEqual({ rows: live, newCount: 0 })
})

test('after solving, j goes on with whatever took its place', () => {
  const solvedThird = { at: -1, before: 2 }

  expect(stepTo(5, solvedThird, 1)).toBe(2)
  expect(stepTo(5, solvedThird, -1)).toBe(1)
  expect(stepTo(5, { at: -1, before: -1 }, 1)).toBe(0)
  expect(stepTo(5, { at: 4, before: 4 }, 1)).toBe(4)
})

test('a chat rings when it begins to wait, and not with every further line', () => {
  const waiting = aConversation(1)
  const message = { ...aMessage(2), conversation: waiting }
  const here = { myId: 7, isLooking: true }

  expect(reasonToRing(message, undefined, here)).toBe('waiting')
  expect(reasonToRing(message, waiting, here)).toBeNull()
  expect(
    reasonToRing(message, aConversation(1, { chatState: 'waiting_real_user_reply' }), here),
  ).toBe('waiting')
})

test('my own chat rings only while I look elsewhere, and spam never does', () => {
  const mine = aConversation(1, { chatState: 'assigned', assigneeId: 7 })
  const message = { ...aMessage(2), conversation: mine }

  expect(reasonToRing(message, mine, { myId: 7, isLooking: false })).toBe('mine')
  expect(reasonToRing(message, mine, { myId: 7, isLooking: true })).toBeNull()
  expect(reasonToRing(message, mine, { myId: 8, isLooking: false })).toBeNull()
  const spam = { ...message, conversation: { ...mine, status: 'spam' as const } }
  expect(reasonToRing(spam, undefined, { myId: 7, isLooking: false })).toBeNull()
})

test('the connection bar calls live only what is connected and caught up', () => {
  const calm = { isCatchingUp: false, isOnline: true, isSlow: false }

  expect(shownConnection('live', calm)).toBe('live')
  expect(shownConnection('live', { ...calm, isCatchingUp: true })).toBe('catching-up')
  expect(shownConnection('live', { ...calm, isOnline: false })).toBe('offline')
  expect(shownConnection('reconnecting', calm)).toBe('reconnecting')
  expect(shownConnection('reconnecting', { ...calm, isOnline: false })).toBe('offline')
  expect(shownConnection('connecting', { ...calm, isSlow: true })).toBe('connecting')
  expect(shownConnection('refused', calm)).toBe('refused')
})
