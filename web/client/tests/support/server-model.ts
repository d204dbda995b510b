import type {
  AgentNotices,
  Conversation,
  FeedEntry,
  FeedPage,
  Message,
  VisitorConversation,
  VisitorNotices,
} from '@frontdesk/protocol'
import { AT, conversation, message, reply } from './samples.ts'

export interface Hearers {
  visitor(event: keyof VisitorNotices, payload: unknown): void
  agent(event: keyof AgentNotices, payload: unknown): void
}

/** The server as the protocol describes it: one project, one visitor, everything kept. */
export class ServerModel {
  /** What the visitor wrote, in the order in which it was stored. */
  readonly postedByVisitor: string[] = []
  messages: Message[] = []
  feed: FeedEntry[] = []
  conversation: Conversation | null = null
  hearers: Hearers = { visitor() {}, agent() {} }

  /** Store once, however often it is sent. */
  postFromVisitor(content: string, tempId: string): Message | 'conflict' {
    const earlier = this.messages.find((one) => one.tempId === tempId)
    if (earlier) return earlier.content === content ? earlier : 'conflict'
    const posted = this.#append({ content, tempId, fromCustomer: true })
    this.postedByVisitor.push(content)
    this.#announceMessage(posted)
    this.hearers.visitor('messageSent', { tempId, finalMessage: posted })
    return posted
  }

  reply(content: string): Message {
    this.messages = this.messages.map((one) =>
      one.fromCustomer && this.#isCurrent(one)
        ? { ...one, handledById: one.handledById ?? 2 }
        : one,
    )
    const posted = this.#append({ content, fromCustomer: false })
    this.#announceMessage(posted)
    this.hearers.visitor('agentReplied', posted)
    return posted
  }

  /** No event says it yet: the version in the visitor's next head does. */
  edit(seq: number, content: string): void {
    this.#change(seq, { content, editedAt: `2026-01-05T10:00:00.${this.#serial()}Z` })
  }

  delete(seq: number): void {
    this.#change(seq, { content: '', deletedAt: `2026-01-05T10:00:00.${this.#serial()}Z` })
  }

  readByAgent(): void {
    if (!this.conversation) return
    const agentReadSeq = this.conversation.lastSeq
    this.#touch({ agentReadSeq, unreadCount: 0 })
    this.messages = this.messages.map((one) =>
      one.fromCustomer && one.seq <= agentReadSeq ? { ...one, status: 'read' } : one,
    )
    this.#announceFields({ agentReadSeq, unreadCount: 0 })
    this.hearers.visitor('messageStatusChanged', {
      conversationId: this.conversation.id,
      upToSeq: agentReadSeq,
      status: 'read',
    })
  }

  receivedByVisitor(status: 'delivered' | 'read', upToSeq: number): void {
    if (!this.conversation) return
    const { visitorDeliveredSeq, visitorReadSeq, lastSeq, id } = this.conversation
    const seq = Math.min(upToSeq, lastSeq)
    const known = status === 'read' ? visitorReadSeq : visitorDeliveredSeq
    if (seq <= known) return
    const marks = { visitorDeliveredSeq: Math.max(visitorDeliveredSeq, seq) }
    this.#touch(status === 'read' ? { ...marks, visitorReadSeq: seq } : marks)
    this.messages = this.messages.map((one) =>
      one.fromCustomer || one.seq > seq || one.status === 'read'
        ? one
        : { ...one, status, deliveredAt: one.deliveredAt ?? AT },
    )
    const { revision } = this.conversation
    this.#announce('messageStatusChanged', {
      conversationId: id,
      upToSeq: seq,
      status,
      revision,
      at: AT,
    })
  }

  setStatus(status: Conversation['status']): void {
    if (!this.conversation) return
    this.#touch({ status, version: this.conversation.version + 1 })
    this.#announceFields({ status })
    const { id } = this.conversation
    this.hearers.visitor('conversationUpdated', { conversationId: id, status, assignee: null })
  }

  /** What a page that just opened would be shown. */
  get shown(): Message[] {
    return this.messages.filter((one) => one.conversationId === this.conversation?.id)
  }

  get visitorConversation(): VisitorConversation | null {
    if (!this.conversation) return null
    const { id, status, lastSeq, version, agentReadSeq } = this.conversation
    const { visitorDeliveredSeq, visitorReadSeq } = this.conversation
    const ai = { aiEnabled: true, hasAskedForPerson: false }
    const marks = { agentReadSeq, visitorDeliveredSeq, visitorReadSeq }
    return { id, status, assignee: null, lastSeq, version, ...ai, ...marks }
  }

  page({
    afterSeq,
    beforeSeq,
    limit = 50,
  }: {
    afterSeq?: number | null
    beforeSeq?: number | null
    limit?: number
  }): Message[] {
    const { shown } = this
    if (typeof afterSeq === 'number') {
      return shown.filter((one) => one.seq > afterSeq).slice(0, limit)
    }
    return shown.filter((one) => one.seq < (beforeSeq ?? Number.POSITIVE_INFINITY)).slice(-limit)
  }

  feedAfter(after: number, limit: number): FeedPage {
    return { data: this.feed.slice(after, after + limit), feedSeq: this.feed.length, resync: false }
  }

  beat(): void {
    this.hearers.agent('feedHead', { projectId: 1, feedSeq: this.feed.length })
    if (!this.conversation) return
    const { id, lastSeq, version, agentReadSeq } = this.conversation
    const head = { conversationId: id, seq: lastSeq, version, agentReadSeq }
    this.hearers.visitor('conversationHead', head)
  }

  /** `limit_to_active`: after a solved conversation the next message begins another. */
  #append(changes: Partial<Message>): Message {
    if (!this.conversation || this.conversation.status === 'solved') {
      const id = (this.conversation?.id ?? 0) + 1
      this.conversation = conversation({ id, lastSeq: 0, revision: 0, version: 1 })
    }
    const seq = this.conversation.lastSeq + 1
    const make = changes.fromCustomer ? message : reply
    const conversationId = this.conversation.id
    const posted = make(seq, { id: conversationId * 1000 + seq, conversationId, ...changes })
    this.messages.push(posted)
    this.#touch({
      lastSeq: seq,
      lastMessageId: posted.id,
      lastMessageSnippet: posted.content,
      unreadCount: this.conversation.unreadCount + (changes.fromCustomer ? 1 : 0),
    })
    return posted
  }

  #isCurrent(one: Message): boolean {
    return one.conversationId === this.conversation?.id && this.conversation.status !== 'solved'
  }

  #change(seq: number, changes: Partial<Message>): void {
    const index = this.messages.findIndex(
      (one) => one.conversationId === this.conversation?.id && one.seq === seq,
    )
    const known = this.messages[index]
    if (!known || !this.conversation || known.deletedAt) return
    this.messages[index] = { ...known, ...changes }
    this.#touch({ version: this.conversation.version + 1 })
    this.#announceFields({})
  }

  #touch(changes: Partial<Conversation>): void {
    if (!this.conversation) return
    const revision = this.conversation.revision + 1
    this.conversation = { ...this.conversation, ...changes, revision }
  }

  #announceMessage(posted: Message): void {
    this.#announce('newMessage', { ...withoutTempId(posted), conversation: this.conversation })
  }

  #announceFields(fields: Partial<Conversation>): void {
    if (!this.conversation) return
    const { id, version, revision } = this.conversation
    this.#announce('conversationUpdated', { conversationId: id, fields, version, revision })
  }

  #announce(event: keyof AgentNotices, payload: object): void {
    const feedSeq = this.feed.length + 1
    this.feed.push({ feedSeq, event, payload: { ...payload }, at: AT })
    this.hearers.agent(event, { ...payload, feedSeq })
  }

  #serial(): string {
    return String(this.feed.length).padStart(3, '0')
  }
}

export function withoutTempId(posted: Message): Message {
  const { tempId: _tempId, ...rest } = posted
  return rest
}
