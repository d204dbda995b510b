import type {
  ConversationHead,
  FetchMessages,
  Identified,
  Message,
  MessagesAck,
  VisitorConversation,
  VisitorConversationUpdated,
} from '@frontdesk/protocol'
import type { RefusedAck } from './refusal.ts'
import type { Mark, Timeline } from './timeline.ts'
import { emptyTimeline, firstSeq, lastSeq, mark, mergePage, receive } from './timeline.ts'
import { newConversation, readByAgent } from './visitor-conversation.ts'

export interface HistoryParts {
  /** Ask who we are and what there is; answers the conversation and what follows `afterSeq`. */
  identify(afterSeq: number | null): Promise<Identified | RefusedAck>
  fetch(payload: FetchMessages): Promise<MessagesAck | RefusedAck>
  changed(): void
}

const PAGE = 50
const CATCH_UP_PAGE = 200

/** A visitor's conversation as this page knows it, and how it finds out what it missed. */
export class VisitorHistory {
  readonly #parts: HistoryParts
  #conversation: VisitorConversation | null = null
  #timeline: Timeline | null = null
  #headSeq = 0
  #catchingUp: Promise<boolean> | null = null
  #refreshing: Promise<boolean> | null = null

  constructor(parts: HistoryParts) {
    this.#parts = parts
  }

  get conversation(): VisitorConversation | null {
    return this.#conversation
  }

  get timeline(): Timeline | null {
    return this.#timeline
  }

  get hasOlder(): boolean {
    return this.#timeline !== null && firstSeq(this.#timeline) > 1
  }

  /** What to ask for: everything after this is unknown here. */
  get afterSeq(): number | null {
    return this.#timeline ? lastSeq(this.#timeline) : null
  }

  forget(): void {
    this.#begin(null)
  }

  /** Take the answer to `identify`, then fetch whatever is still missing. */
  async adopt(answer: Identified, afterSeq: number | null): Promise<boolean> {
    const { conversation, headSeq, messages } = answer
    if (!conversation) {
      this.#begin(null)
      return true
    }
    const isSame = this.#isSame(conversation, headSeq, afterSeq)
    if (!isSame) this.#begin(conversation)
    this.#headSeq = Math.max(this.#headSeq, headSeq)
    // What followed a position in another history is not its newest page.
    const isPageOfIts = isSame || afterSeq === null
    if (isPageOfIts) this.#merge(messages)
    else if (!(await this.#fetchNewest())) return false
    return (await this.#recheck(conversation)) && (await this.#catchUp())
  }

  /** A message by event: show it if it is the next one, else find out what is missing. */
  take(message: Message): void {
    const timeline = this.#timelineFor(message)
    if (!timeline) {
      void this.#refresh()
      return
    }
    const arrived = receive(timeline, message)
    this.#headSeq = Math.max(this.#headSeq, message.seq)
    if (arrived.kind === 'gap') void this.#catchUp()
    else this.#show(arrived.timeline)
  }

  mark(conversationId: number, change: Mark): void {
    if (this.#timeline?.conversationId !== conversationId) return
    this.#show(mark(this.#timeline, change))
  }

  conversationUpdated({ conversationId, ...news }: VisitorConversationUpdated): void {
    this.change(conversationId, news)
    // Whether what is written next belongs to a finished one is the project's choice.
    if (news.status === 'solved' || !this.#conversation) void this.refresh()
  }

  /** What the server told or granted about the conversation on screen. */
  change(conversationId: number, news: Partial<VisitorConversation>): void {
    if (this.#conversation?.id !== conversationId) return
    this.#conversation = { ...this.#conversation, ...news }
    this.#parts.changed()
  }

  /** Compare with what the server says there is. */
  head({ conversationId, seq, version, agentReadSeq }: ConversationHead): void {
    const conversation = this.#conversation
    if (conversation?.id !== conversationId || version > conversation.version) {
      void this.#refresh()
      return
    }
    this.mark(conversationId, {
      upToSeq: agentReadSeq,
      status: 'read',
      author: 'visitor',
      at: null,
    })
    this.#headSeq = Math.max(this.#headSeq, seq)
    void this.#catchUp()
  }

  /** Ask anew. What is under way was perhaps answered before what we just heard of. */
  async refresh(): Promise<void> {
    await this.#refreshing
    await this.#refresh()
  }

  async loadOlder(): Promise<void> {
    const timeline = this.#timeline
    if (!timeline || !this.hasOlder) return
    const answer = await this.#parts.fetch({ beforeSeq: firstSeq(timeline), limit: PAGE })
    if (answer.ok) this.#merge(answer.messages)
  }

  #isSame(next: VisitorConversation, headSeq: number, afterSeq: number | null): boolean {
    if (this.#conversation?.id !== next.id) return false
    // The server knows less than we asked from: its database was restored.
    return afterSeq === null || headSeq >= afterSeq
  }

  #begin(conversation: VisitorConversation | null): void {
    this.#conversation = conversation
    this.#timeline = conversation && emptyTimeline(conversation.id)
    this.#headSeq = 0
    this.#parts.changed()
  }

  #timelineFor(message: Message): Timeline | null {
    if (this.#timeline?.conversationId === message.conversationId) return this.#timeline
    if (this.#timeline || message.seq !== 1) return null
    // The first message there is: nothing to ask the server for.
    this.#begin(newConversation(message.conversationId))
    return this.#timeline
  }

  #refresh(): Promise<boolean> {
    this.#refreshing ??= this.#identifyAgain().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async #identifyAgain(): Promise<boolean> {
    const afterSeq = this.afterSeq
    const answer = await this.#parts.identify(afterSeq)
    return answer.ok ? this.adopt(answer, afterSeq) : false
  }

  /** A new `version` means that something we hold was edited, deleted or reassigned. */
  async #recheck(conversation: VisitorConversation): Promise<boolean> {
    const known = this.#conversation?.version ?? 0
    const { version, id } = conversation
    if (version !== known && !(await this.#fetchWindow(id))) return false
    if (this.#conversation?.id !== id) return true
    this.#conversation = { ...conversation, version }
    if (this.#timeline) this.#timeline = mark(this.#timeline, readByAgent(conversation))
    this.#parts.changed()
    return true
  }

  /** Fetch again everything that is on screen. */
  async #fetchWindow(conversationId: number): Promise<boolean> {
    const timeline = this.#timeline
    if (!timeline) return true
    let reached = firstSeq(timeline) - 1
    const last = lastSeq(timeline)
    while (reached < last) {
      const answer = await this.#parts.fetch({ afterSeq: reached, limit: CATCH_UP_PAGE })
      const page = answer.ok ? answer.messages : []
      if (page[0]?.conversationId !== conversationId) return false
      this.#merge(page)
      reached = page.at(-1)?.seq ?? last
    }
    return true
  }

  #catchUp(): Promise<boolean> {
    this.#catchingUp ??= this.#fetchMissing().finally(() => {
      this.#catchingUp = null
    })
    return this.#catchingUp
  }

  async #fetchMissing(): Promise<boolean> {
    while (this.#timeline && lastSeq(this.#timeline) < this.#headSeq) {
      const { conversationId } = this.#timeline
      const before = lastSeq(this.#timeline)
      const answer = await this.#parts.fetch({ afterSeq: before, limit: CATCH_UP_PAGE })
      if (!answer.ok) return false
      if (this.#timeline.conversationId !== conversationId) continue
      this.#merge(answer.messages)
      // No progress: the next head beat, or the next connection, asks again.
      if (lastSeq(this.#timeline) === before) return false
    }
    return true
  }

  async #fetchNewest(): Promise<boolean> {
    const answer = await this.#parts.fetch({ limit: PAGE })
    if (answer.ok) this.#merge(answer.messages)
    return answer.ok
  }

  #merge(page: readonly Message[]): void {
    const own = page.filter((message) => message.conversationId === this.#timeline?.conversationId)
    if (this.#timeline) this.#show(mergePage(this.#timeline, own))
  }

  #show(timeline: Timeline): void {
    if (timeline === this.#timeline) return
    this.#timeline = timeline
    this.#parts.changed()
  }
}
