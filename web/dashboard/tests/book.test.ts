import type { FeedEvent } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { Book } from '../src/live/book'
import { aConversation, aMessage } from './people'

const NOW = 1_000

function aBook(...known: ReturnType<typeof aConversation>[]) {
  const book = new Book(() => {})
  book.learn(known, NOW)
  return book
}

function posted(conversation: ReturnType<typeof aConversation>): FeedEvent {
  const { isOnline: _, ...visitor } = conversation.visitor
  const payload = {
    ...aMessage(2, { conversationId: conversation.id }),
    conversation: { ...conversation, visitor },
  }
  return { event: 'newMessage', payload, feedSeq: 9 }
}

test('a slow answer never undoes an event that overtook it', () => {
  const book = aBook(aConversation(1))
  book.apply(posted(aConversation(1, { lastSeq: 2, revision: 2 })))

  book.learn([aConversation(1)], NOW)

  expect(book.known.get(1)).toMatchObject({ lastSeq: 2, revision: 2 })
})

test('an event applied twice changes nothing the second time', () => {
  const book = aBook(aConversation(1))
  const event = posted(aConversation(1, { lastSeq: 2, revision: 2, unreadCount: 2 }))
  book.apply(event)
  const once = book.known.get(1)

  book.apply(event)

  expect(book.known.get(1)).toBe(once)
})

test('an unknown conversation that changes its status is asked for, because a part of it is no row', () => {
  const change = { conversationId: 8, fields: { status: 'open' as const }, version: 2, revision: 5 }

  expect(aBook().apply({ event: 'conversationUpdated', payload: change, feedSeq: 9 })).toBe(8)
  expect(
    aBook(aConversation(8)).apply({ event: 'conversationUpdated', payload: change, feedSeq: 9 }),
  ).toBeNull()
})

test('whoever just wrote is here, although events carry no presence', () => {
  const book = aBook()

  book.apply(posted(aConversation(3)))

  expect(book.known.get(3)?.visitor.isOnline).toBe(true)
})

test('presence heard while a page travelled counts for more than the page', () => {
  const book = aBook(aConversation(1))
  book.receivePresence({ visitorUid: 'uid-1', visitorId: 1, isOnline: true }, NOW + 50)

  book.learn([aConversation(1)], NOW + 10)
  expect(book.known.get(1)?.visitor.isOnline).toBe(true)

  book.learn([aConversation(1)], NOW + 90)
  expect(book.known.get(1)?.visitor.isOnline).toBe(false)
})
