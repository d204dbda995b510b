import type { Conversation, Draft, FeedEvents, Message, Note } from '@frontdesk/protocol'
import { AT, conversation, message, reply } from './samples.ts'

export interface Shown {
  conversation: Conversation
  messages: Message[]
  notes?: Note[]
  drafts?: Draft[]
}

interface Change {
  before: Shown
  payload: FeedEvents[keyof FeedEvents]
  fresh: Shown
}

export const answered = conversation({
  lastSeq: 2,
  lastMessageSnippet: 'Both!',
  chatState: 'waiting_real_user_reply',
  revision: 2,
})
const question = message(1, { handledById: 2 })
const unreadReply = { conversation: answered, messages: [question, reply(2)] }
const plain: Shown = { conversation: conversation(), messages: [message(1)] }
const note: Note = {
  id: 3,
  conversationId: 1,
  authorId: 2,
  authorName: 'Grace',
  text: 'Ordered twice',
  afterSeq: 1,
  createdAt: AT,
  editedAt: null,
}
export const edited: Note = { ...note, text: 'Ordered three times', editedAt: AT }

const draft: Draft = {
  id: 8,
  conversationId: 1,
  triggerSeq: 1,
  text: 'You ordered twice.',
  reason: 'claimed',
  state: 'open',
  createdAt: AT,
}
export const earlierDraft: Draft = { ...draft, id: 6, text: 'Let me look.' }

/** One entry for each event of the feed: an event without one does not compile. */
export const CHANGES: Record<keyof FeedEvents, Change> = {
  newMessage: {
    before: { conversation: conversation(), messages: [message(1)] },
    payload: { ...reply(2), conversation: answered, feedSeq: 5 },
    fresh: { conversation: answered, messages: [question, reply(2)] },
  },
  conversationUpdated: {
    before: { conversation: conversation(), messages: [message(1)] },
    payload: {
      conversationId: 1,
      fields: { agentReadSeq: 1, unreadCount: 0 },
      version: 1,
      revision: 2,
      feedSeq: 5,
    },
    fresh: {
      conversation: conversation({ agentReadSeq: 1, unreadCount: 0, revision: 2 }),
      messages: [message(1, { status: 'read' })],
    },
  },
  messageStatusChanged: {
    before: unreadReply,
    payload: { conversationId: 1, upToSeq: 2, status: 'read', revision: 3, at: AT, feedSeq: 5 },
    fresh: {
      conversation: { ...answered, visitorDeliveredSeq: 2, visitorReadSeq: 2, revision: 3 },
      messages: [question, reply(2, { status: 'read', deliveredAt: AT })],
    },
  },
  noteAdded: {
    before: plain,
    payload: { ...note, feedSeq: 5 },
    fresh: { ...plain, notes: [note] },
  },
  noteUpdated: {
    before: { ...plain, notes: [note] },
    payload: { ...edited, feedSeq: 5 },
    fresh: { ...plain, notes: [edited] },
  },
  noteDeleted: {
    before: { ...plain, notes: [note] },
    payload: { id: 3, conversationId: 1, feedSeq: 5 },
    fresh: plain,
  },
  draftCreated: {
    before: { ...plain, drafts: [earlierDraft] },
    payload: { ...draft, feedSeq: 5 },
    fresh: { ...plain, drafts: [draft, earlierDraft] },
  },
  draftDiscarded: {
    before: { ...plain, drafts: [draft, earlierDraft] },
    payload: { id: 8, conversationId: 1, state: 'approved', feedSeq: 5 },
    fresh: { ...plain, drafts: [earlierDraft] },
  },
  visitorUpdated: {
    before: plain,
    payload: {
      visitorId: conversation().visitor.id,
      fields: { email: 'ada@example.org', isBlocked: true },
      feedSeq: 5,
    },
    fresh: {
      ...plain,
      conversation: conversation({
        visitor: { ...conversation().visitor, email: 'ada@example.org' },
      }),
    },
  },
  // What these change travels in events of its own, or is fetched again.
  'automation.triggered': {
    before: unreadReply,
    payload: { conversationId: 1, type: 'auto_pending', message: 2, feedSeq: 5 },
    fresh: unreadReply,
  },
  managersAlerted: {
    before: plain,
    payload: { conversationId: 1, reason: 'stuck', message: 'Nobody answers.', feedSeq: 5 },
    fresh: plain,
  },
  cannedChanged: { before: plain, payload: { feedSeq: 5 }, fresh: plain },
  tagsChanged: { before: plain, payload: { feedSeq: 5 }, fresh: plain },
  projectUpdated: { before: plain, payload: { feedSeq: 5 }, fresh: plain },
}
