import type { Conversation, Message } from '@frontdesk/protocol'

export const AT = '2026-01-05T09:00:00.000Z'

/** A message Ada wrote, unless told otherwise. */
export function message(seq: number, changes: Partial<Message> = {}): Message {
  const fromCustomer = changes.fromCustomer ?? true
  return {
    id: 1000 + seq,
    conversationId: 1,
    seq,
    content: `message ${seq}`,
    contentType: 'text',
    fromCustomer,
    sender: fromCustomer
      ? { type: 'visitor', id: 7, name: 'Ada', avatarUrl: null }
      : { type: 'agent', id: 2, name: 'Grace', avatarUrl: null },
    senderId: fromCustomer ? 7 : 2,
    visitorId: 7,
    handledById: null,
    status: fromCustomer ? 'delivered' : 'sent',
    createdAt: AT,
    deliveredAt: null,
    editedAt: null,
    deletedAt: null,
    metadata: {},
    attachments: [],
    ...changes,
  }
}

/** A message Grace wrote. */
export function reply(seq: number, changes: Partial<Message> = {}): Message {
  return message(seq, { fromCustomer: false, ...changes })
}

export function conversation(changes: Partial<Conversation> = {}): Conversation {
  return {
    id: 1,
    projectId: 1,
    visitor: { id: 7, uid: 'ada', name: 'Ada', email: null },
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
    lastMessageId: 1001,
    lastMessageSnippet: 'message 1',
    lastMessageAt: AT,
    agentReadSeq: 0,
    visitorDeliveredSeq: 0,
    visitorReadSeq: 0,
    unreadCount: 1,
    waitingSince: AT,
    queuedAt: AT,
    agentRepliedAt: null,
    version: 1,
    revision: 1,
    createdAt: AT,
    updatedAt: AT,
    metadata: {},
    ...changes,
  }
}
