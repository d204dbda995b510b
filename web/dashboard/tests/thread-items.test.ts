import { expect, test } from 'vitest'
import { threadItems } from '../src/features/inbox/thread/thread-items'
import { aBubble, aMessage, GRACE, minute } from './people'

const NOTHING_NEW = { afterSeq: 99, upToSeq: 99 }
const now = Date.parse(minute(59))

function laidOut(messages = [aMessage(1)], marker = NOTHING_NEW) {
  return threadItems({
    bubbles: messages.map((message) => aBubble(message)),
    notes: [],
    events: [],
    isWhole: true,
    marker,
    myId: GRACE.id,
    now,
  })
}

function kinds(items: ReturnType<typeof laidOut>): string[] {
  return items.map((item) =>
    item.kind === 'message'
      ? `${item.message.seq}${item.starts ? '<' : ''}${item.ends ? '>' : ''}`
      : item.kind,
  )
}

test('a day is named once, before its first message', () => {
  const yesterday = new Date(Date.parse(minute(0)) - 86_400_000).toISOString()
  const items = laidOut([aMessage(1, { createdAt: yesterday }), aMessage(2)])

  expect(kinds(items)).toEqual(['day', '1<>', 'day', '2<>'])
})

test('what one person writes within two minutes is one group', () => {
  const items = laidOut([aMessage(1), aMessage(2), aMessage(3, { createdAt: minute(9) })])

  expect(kinds(items)).toEqual(['day', '1<', '2>', '3<>'])
})

test('an answer in between ends the group, and so does another agent', () => {
  const alan = { type: 'agent', id: 8, name: 'Alan', avatarUrl: null } as const
  const items = laidOut([
    aMessage(1),
    aMessage(2, { fromCustomer: false, createdAt: minute(1) }),
    aMessage(3, { fromCustomer: false, sender: alan, createdAt: minute(1) }),
  ])

  expect(kinds(items)).toEqual(['day', '1<>', '2<>', '3<>'])
})

test('the new line stands where reading stopped, and never above the very first message', () => {
  const three = [aMessage(1), aMessage(2), aMessage(3)]

  expect(kinds(laidOut(three, { afterSeq: 1, upToSeq: 3 }))).toEqual([
    'day',
    '1<>',
    'new',
    '2<',
    '3>',
  ])
  expect(kinds(laidOut(three, { afterSeq: 0, upToSeq: 3 }))).not.toContain('new')
})

test('the new line does not chase messages that arrive while one watches', () => {
  const three = [aMessage(1), aMessage(2), aMessage(3)]

  expect(kinds(laidOut(three, { afterSeq: 2, upToSeq: 2 }))).not.toContain('new')
})

test('an event is a quiet line of its own', () => {
  const items = laidOut([
    aMessage(1),
    aMessage(2, { contentType: 'event', content: 'Grace took the chat' }),
  ])

  expect(kinds(items)).toEqual(['day', '1<>', 'event'])
})

test('a reply on its way joins the group of what its writer just said, under the key it keeps', () => {
  const stored = aBubble(aMessage(1, { fromCustomer: false }))
  const onItsWay = aBubble(aMessage(2, { fromCustomer: false }), {
    message: null,
    key: 't-2',
    state: 'sending',
  })
  const items = threadItems({
    bubbles: [stored, onItsWay],
    notes: [],
    events: [],
    isWhole: true,
    marker: NOTHING_NEW,
    myId: GRACE.id,
    now,
  })

  expect(items.at(-1)).toMatchObject({ kind: 'pending', key: 't-2', starts: false, ends: true })
})

test('whoever takes a chat by replying took it before the reply, and lets go of it behind', () => {
  const reply = aMessage(2, { fromCustomer: false, createdAt: minute(1) })
  const items = threadItems({
    bubbles: [aBubble(aMessage(1)), aBubble(reply)],
    notes: [],
    events: [
      { version: 2, words: 'Grace took the chat', afterSeq: 2, createdAt: reply.createdAt },
      { version: 3, words: 'Grace let go', afterSeq: 2, createdAt: minute(2) },
    ],
    isWhole: true,
    marker: NOTHING_NEW,
    myId: GRACE.id,
    now,
  })

  expect(kinds(items)).toEqual(['day', '1<>', 'event', '2<>', 'event'])
})
