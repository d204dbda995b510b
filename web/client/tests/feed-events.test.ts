import type { Conversation, FeedEvent, Message } from '@frontdesk/protocol'
import { describe, expect, it } from 'vitest'
import { applyToDrafts } from '../src/drafts.ts'
import {
  applyPassingToConversation,
  applyToConversation,
  applyToList,
  applyToThread,
  needsFetch,
} from '../src/feed-reducers.ts'
import { applyToNotes } from '../src/notes.ts'
import { emptyTimeline, mergePage } from '../src/timeline.ts'
import { answered, CHANGES, earlierDraft, edited, type Shown } from './support/changes.ts'
import { conversation, message, reply } from './support/samples.ts'

describe('A snapshot and the event after it', () => {
  const events = Object.entries(CHANGES).map(([name, change]) => ({ name, ...change }))

  it.each(events)('equal a fresh snapshot: $name', ({ name, before, payload, fresh }) => {
    const after = applied(before, eventOf(name, payload))

    expect(after).toEqual(whole(fresh))
  })

  it.each(events)('the same event twice changes nothing more: $name', (change) => {
    const event = eventOf(change.name, change.payload)

    expect(applied(applied(change.before, event), event)).toEqual(whole(change.fresh))
  })

  it.each(events)('an event that the snapshot already holds changes nothing: $name', (change) => {
    const event = eventOf(change.name, change.payload)

    expect(applied(change.fresh, event)).toEqual(whole(change.fresh))
  })

  it('an event of another conversation changes nothing', () => {
    const other = conversation({ id: 2 })
    const event = eventOf('newMessage', CHANGES.newMessage.payload)

    expect(applyToConversation(other, event)).toBe(other)
    expect(applyToThread(emptyTimeline(2), event).kind).toBe('unchanged')
  })

  it('older fields do not overwrite a newer snapshot', () => {
    const newer = conversation({ status: 'solved', revision: 9 })
    const event = eventOf('conversationUpdated', {
      conversationId: 1,
      fields: { status: 'open' },
      version: 1,
      revision: 4,
    })

    expect(applyToConversation(newer, event).status).toBe('solved')
  })

  it('an older edit of a note does not overwrite a newer one', () => {
    const newest = { ...edited, editedAt: '2030-01-01T00:00:00.000Z' }

    expect(applyToNotes([newest], eventOf('noteUpdated', edited), 1)).toEqual([newest])
  })

  it('a draft of another conversation stays there', () => {
    const event = eventOf('draftCreated', { ...earlierDraft, id: 9, conversationId: 2 })

    expect(applyToDrafts([earlierDraft], event, 1)).toEqual([earlierDraft])
  })

  it('a visitor who gives a name is named in every list', () => {
    const event = eventOf('visitorUpdated', {
      visitorId: conversation().visitor.id,
      fields: { name: 'Ada' },
    })

    expect(applyToList([conversation()], event, () => true)[0]?.visitor.name).toBe('Ada')
  })

  it('an older message does not bring back the conversation as it was', () => {
    const newer = conversation({ status: 'solved', revision: 9 })
    const event = eventOf('newMessage', CHANGES.newMessage.payload)

    expect(applyToConversation(newer, event)).toBe(newer)
  })

  it('a thread that misses a message asks for it', () => {
    const event = eventOf('newMessage', { ...reply(4), conversation: answered })

    expect(applyToThread(thread([message(1)]), event)).toEqual({ kind: 'gap', after: 1 })
  })
})

describe('The list', () => {
  const isOpen = (one: Conversation) => one.status === 'open'
  const older = conversation({ id: 2, lastMessageAt: '2026-01-05T08:00:00.000Z' })
  const list = [conversation(), older]

  it('a new message moves its conversation to the top', () => {
    const moved = { ...older, revision: 2, lastMessageAt: '2026-01-05T10:00:00.000Z' }
    const event = eventOf('newMessage', {
      ...message(2, { conversationId: 2 }),
      conversation: moved,
    })

    expect(applyToList(list, event, isOpen).map((one) => one.id)).toEqual([2, 1])
  })

  it('an unknown conversation enters with its first message, if it belongs', () => {
    const third = conversation({ id: 3, lastMessageAt: '2026-01-05T10:00:00.000Z' })
    const event = eventOf('newMessage', {
      ...message(1, { conversationId: 3 }),
      conversation: third,
    })

    expect(applyToList(list, event, isOpen).map((one) => one.id)).toEqual([3, 1, 2])
    expect(applyToList(list, event, () => false)).toBe(list)
  })

  it('a conversation that no longer belongs leaves', () => {
    const event = eventOf('conversationUpdated', {
      conversationId: 1,
      fields: { status: 'solved' },
      version: 2,
      revision: 2,
    })

    expect(applyToList(list, event, isOpen).map((one) => one.id)).toEqual([2])
  })

  it('fields of an unknown conversation are a reason to fetch it', () => {
    const event = eventOf('conversationUpdated', {
      conversationId: 8,
      fields: { status: 'open' },
      version: 2,
      revision: 2,
    })

    expect(needsFetch(list, event)).toBe(8)
    expect(applyToList(list, event, isOpen)).toBe(list)
  })

  it('presence survives a snapshot that does not mention it', () => {
    const online = applyPassingToConversation(conversation(), {
      event: 'visitorStatusChanged',
      payload: { visitorUid: 'ada', visitorId: 7, isOnline: true },
    })

    const after = applyToConversation(online, eventOf('newMessage', CHANGES.newMessage.payload))

    expect(after.visitor.isOnline).toBe(true)
  })
})

function applied(before: Shown, event: FeedEvent): Required<Shown> {
  const arrived = applyToThread(thread(before.messages), event)
  if (arrived.kind === 'gap') throw new Error('a gap')
  return {
    conversation: applyToConversation(before.conversation, event),
    messages: [...arrived.timeline.messages],
    notes: [...applyToNotes(before.notes ?? [], event, 1)],
    drafts: [...applyToDrafts(before.drafts ?? [], event, 1)],
  }
}

function whole(shown: Shown): Required<Shown> {
  return { ...shown, notes: shown.notes ?? [], drafts: shown.drafts ?? [] }
}

function thread(messages: Message[]) {
  return mergePage(emptyTimeline(1), messages)
}

function eventOf(event: string, payload: object): FeedEvent {
  return { event, payload, feedSeq: 5 } as FeedEvent
}
