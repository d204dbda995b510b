import { expect, test } from 'vitest'
import { freezeRows } from '../src/features/inbox/list/frozen-rows'
import { stepTo } from '../src/features/inbox/list/useListKeys'
import { reasonToRing } from '../src/live/announce'
import { connectionStatus } from '../src/live/connection'
import { filterFrom, filterOf, queryOf } from '../src/live/inbox-filter'
import { belongs, mayEnter, rowsOf } from '../src/live/list-rows'
import { aConversation, aMessage, GRACE, minute } from './people'

const OPEN = filterOf({}, GRACE.id)
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
  expect(belongs(solved, filterOf({ status: 'solved' }, 7))).toBe(true)
  expect(belongs(solved, filterOf({ status: 'all' }, 7))).toBe(true)
})

test('a search looks at name, address, uid and snippet, whatever their case', () => {
  const ada = aConversation(1, { lastMessageSnippet: 'WHERE is my lamp?' })

  const finds = (q: string) => belongs(ada, filterOf({ status: 'all', q }, 7))

  expect(['moreau', 'UID-1', 'where is'].map(finds)).toEqual([true, true, true])
  expect(finds('%')).toBe(false)
})

test('every part of a filter narrows the list', () => {
  const chat = aConversation(1, { tags: ['parcels'], assigneeId: 7, chatState: 'assigned' })
  const lists = (search: Parameters<typeof filterOf>[0]) => belongs(chat, filterOf(search, 7))

  expect(lists({ assignee: 'me', tag: 'parcels', unread: true, chatState: 'assigned' })).toBe(true)
  expect(lists({ assignee: 7 })).toBe(true)
  expect(lists({ assignee: 8 })).toBe(false)
  expect(lists({ assignee: 'none' })).toBe(false)
  expect(lists({ tag: 'parcel' })).toBe(false)
  expect(lists({ chatState: 'waiting_assignment' })).toBe(false)
  expect(belongs({ ...chat, unreadCount: 0 }, filterOf({ unread: true }, 7))).toBe(false)
})

test('what nobody here knows is fetched only when it may have entered a list', () => {
  const mine = filterOf({ assignee: 'me' }, 7)

  expect(mayEnter({ assigneeId: 7 }, mine)).toBe(true)
  expect(mayEnter({ assigneeId: 7, status: 'solved' }, mine)).toBe(false)
  expect(mayEnter({ assigneeId: 8 }, mine)).toBe(false)
  expect(mayEnter({ priority: 'urgent' }, mine)).toBe(false)
  expect(mayEnter({ assigneeId: null }, filterOf({ assignee: 'none' }, 7))).toBe(true)
  expect(mayEnter({ tags: ['a', 'b'] }, filterOf({ tag: 'b' }, 7))).toBe(true)
})

test('the address keeps a filter, drops what is none, and says whom `me` means', () => {
  const kept = { assignee: 'me', tag: 'parcels', unread: true, chatState: 'assigned' } as const
  const odd = { assignee: 'everyone', tag: ' ', unread: 'yes', chatState: 'completed', page: 2 }

  expect(filterFrom({ status: 'pending', ...kept })).toEqual({ status: 'pending', ...kept })
  expect(filterFrom(odd)).toEqual({})
  expect(filterFrom({ assignee: 12, tag: 2024, q: 15 })).toEqual({
    assignee: 12,
    tag: '2024',
    q: '15',
  })
  expect(filterFrom({ status: 'solved', chatState: 'assigned' })).toEqual({ status: 'solved' })
  expect(queryOf(filterOf(kept, 7))).toEqual({
    status: 'open',
    chatState: 'assigned',
    assignee: '7',
    tag: 'parcels',
    unread: 'true',
  })
})

test('under the pointer rows keep their places and the newcomers are counted', () => {
  const held = [aConversation(3), aConversation(2), aConversation(1)]
  const risen = aConversation(1, { lastSeq: 2, lastMessageAt: minute(9) })
  const live = [aConversation(4), risen, aConversation(3), aConversation(2)]

  const shown = freezeRows(held, live, known(live))

  expect(ids(shown.rows)).toEqual([3, 2, 1])
  expect(shown.rows[2]).toBe(risen)
  expect(shown.newCount).toBe(2)
})

test('under the pointer a solved conversation keeps its place, and older pages still come below', () => {
  const held = [aConversation(5), aConversation(4)]
  const solved = aConversation(5, { status: 'solved' })
  const live = [aConversation(4), aConversation(3)]

  const shown = freezeRows(held, live, known([solved, ...live]))

  expect(ids(shown.rows)).toEqual([5, 4, 3])
  expect(shown.newCount).toBe(0)
})

test('without a pointer the list is simply live', () => {
  const live = [aConversation(2), aConversation(1)]

  expect(freezeRows(null, live, known(live))).toEqual({ rows: live, newCount: 0 })
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

  expect(connectionStatus('live', calm)).toBe('live')
  expect(connectionStatus('live', { ...calm, isCatchingUp: true })).toBe('catching-up')
  expect(connectionStatus('live', { ...calm, isOnline: false })).toBe('offline')
  expect(connectionStatus('reconnecting', calm)).toBe('reconnecting')
  expect(connectionStatus('reconnecting', { ...calm, isOnline: false })).toBe('offline')
  expect(connectionStatus('connecting', { ...calm, isSlow: true })).toBe('connecting')
  expect(connectionStatus('refused', calm)).toBe('refused')
})
