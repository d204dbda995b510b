import type { Bubble } from '@frontdesk/client'
import type { Conversation, ConversationEvent, Message, Note } from '@frontdesk/protocol'

/** Ada writes through the widget. */
export const ADA = { id: 5, uid: 'ada-uid', name: 'Ada Moreau', email: null }
/** Grace answers. */
export const GRACE = { id: 7, name: 'Grace' }

export function aConversation(id: number, change: Partial<Conversation> = {}): Conversation {
  return {
    id,
    projectId: 1,
    visitor: { ...ADA, id, uid: `uid-${id}`, isOnline: false },
    status: 'open',
    chatState: 'waiting_assignment',
    assigneeId: null,
    assignedAt: null,
    tries: 0,
    askedForPersonAt: null,
    lastAssigneeId: null,
    priority: 'normal',
    tags: [],
    aiEnabled: true,
    responderMode: null,
    lastSeq: 1,
    lastMessageId: id * 100,
    lastMessageSnippet: 'hey',
    lastMessageAt: minute(id),
    agentReadSeq: 0,
    visitorDeliveredSeq: 0,
    visitorReadSeq: 0,
    unreadCount: 1,
    waitingSince: minute(id),
    queuedAt: minute(id),
    agentRepliedAt: null,
    version: 1,
    revision: 1,
    createdAt: minute(0),
    updatedAt: minute(id),
    metadata: {},
    ...change,
  }
}

export function aMessage(seq: number, change: Partial<Message> = {}): Message {
  const fromCustomer = change.fromCustomer ?? true
  return {
    id: seq,
    conversationId: 1,
    seq,
    content: `message ${seq}`,
    contentType: 'text',
    fromCustomer,
    sender: fromCustomer
      ? { type: 'visitor', id: ADA.id, name: ADA.name, avatarUrl: null }
      : { type: 'agent', id: GRACE.id, name: GRACE.name, avatarUrl: null },
    senderId: fromCustomer ? ADA.id : GRACE.id,
    visitorId: ADA.id,
    handledById: null,
    status: 'sent',
    createdAt: minute(seq),
    deliveredAt: null,
    editedAt: null,
    deletedAt: null,
    metadata: {},
    attachments: [],
    ...change,
  }
}

export function aNote(id: number, change: Partial<Note> = {}): Note {
  return {
    id,
    conversationId: 1,
    authorId: GRACE.id,
    authorName: GRACE.name,
    text: `note ${id}`,
    afterSeq: 1,
    createdAt: minute(1),
    editedAt: null,
    ...change,
  }
}

export function anEvent(kind: string, change: Partial<ConversationEvent> = {}): ConversationEvent {
  return {
    version: 2,
    kind,
    actorId: GRACE.id,
    actorName: GRACE.name,
    details: {},
    afterSeq: 1,
    createdAt: minute(2),
    ...change,
  }
}

export function aBubble(message: Message, change: Partial<Bubble> = {}): Bubble {
  return {
    key: message.tempId ?? `message-${message.id}`,
    tempId: message.tempId ?? null,
    message,
    content: message.content,
    createdAt: message.createdAt,
    isMine: !message.fromCustomer,
    state: message.status,
    error: null,
    retryAt: null,
    ...change,
  }
}

export function minute(number: number): string {
  return new Date(Date.UTC(2026, 4, 4, 10, number)).toISOString()
}
