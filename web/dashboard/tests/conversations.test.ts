import type { FeedEvent } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { Conversations } from '../src/live/conversations'
import { aConversation, aMessage } from './people'

const NOW = 1_000

function known(...rows: ReturnType<typeof aConversation>[]) {
  const unknown: number[] = []
  const conversations = new Conversations({
    changed: () => {},
    onUnknown: (id) => unknown.push(id),
  })
  conversations.merge(rows, NOW)
  return { conversations, unknown }
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
  const { conversations } = known(aConversation(1))
  conversations.apply(posted(aConversation(1, { lastSeq: 2, revision: 2 })))

  conversations.merge([aConversation(1)], NOW)

  expect(conversations.known.get(1)).toMatchObject({ lastSeq: 2, revision: 2 })
})

test('an event applied twice changes nothing the second time', () => {
  const { conversations } = known(aConversation(1))
  const event = posted(aConversation(1, { lastSeq: 2, revision: 2, unreadCount: 2 }))
  conversations.apply(event)
  const once = conversations.known.get(1)

  conversations.apply(event)

  expect(conversations.known.get(1)).toBe(once)
})

test('an unknown conversation that changes its status is asked for, because a part of it is no row', () => {
  const change = { conversationId: 8, fields: { status: 'open' as const }, version: 2, revision: 5 }

  for (const [rows, asked] of [
    [[], [8]],
    [[aConversation(8)], []],
  ] as const) {
    const { conversations, unknown } = known(...rows)
    conversations.apply({ event: 'conversationUpdated', payload: change, feedSeq: 9 })
    expect(unknown).toEqual(asked)
  }
})

test('whoever just wrote is here, although events carry no presence', () => {
  const { conversations } = known()

  conversations.apply(posted(aConversation(3)))

  expect(conversations.known.get(3)?.visitor.isOnline).toBe(true)
})

test('presence heard while a page travelled counts for more than the page', () => {
  const { conversations } = known(aConversation(1))
  conversations.receivePresence({ visitorUid: 'uid-1', visitorId: 1, isOnline: true }, NOW + 50)

  conversations.merge([aConversation(1)], NOW + 10)
  expect(conversations.known.get(1)?.visitor.isOnline).toBe(true)

  conversations.merge([aConversation(1)], NOW + 90)
  expect(conversations.known.get(1)?.visitor.isOnline).toBe(false)
})
