import type { FeedOptions } from '@frontdesk/client'
import type {
  AgentNotices,
  AgentRequests,
  Conversation,
  Draft,
  FeedEntry,
  FeedEvents,
  Message,
  Note,
} from '@frontdesk/protocol'
import { type FakeEvent, noteSomething, quietTelling, sayWhoHeIs } from './fake-events'
import { draftSomething } from './fake-responder'
import { isAskedFor, moveForward, partOf, placeOf, somethingSet } from './fake-rows'
import { aConversation, aMessage } from './people'

type Link = NonNullable<FeedOptions['seams']>['link']
type Listener = Parameters<Link['listen']>[0]

const LONGEST_TRIP_MS = 400
const BEAT_MS = 5000
const MOST_ENTRIES = 30

/**
 * The server as a dashboard meets it: rows, a numbered feed, pages read at one moment and
 * delivered at another, and a network that loses, reorders and breaks.
 */
export class FakeServer {
  readonly conversations = new Map<number, Conversation>()
  readonly messages = new Map<number, Message[]>()
  readonly notes = new Map<number, Note[]>()
  readonly drafts = new Map<number, Draft[]>()
  readonly feed: FeedEntry[] = []
  isStormy = true
  /** A broken connection ends in a full reload, which would heal what a test means to find. */
  breaksOff = true
  #listener: Listener | null = null
  #isUp = false
  #isJoined = false
  readonly #random: () => number

  constructor(random: () => number) {
    this.#random = random
    setInterval(() => this.#tell('feedHead', { projectId: 1, feedSeq: this.feed.length }), BEAT_MS)
  }

  readonly link: Link = {
    listen: (listener) => {
      this.#listener = listener
    },
    open: () => {
      this.#isUp = false
      this.#isJoined = false
      this.#later(() => {
        this.#isUp = true
        this.#listener?.up()
      })
    },
    close: () => {
      this.#isUp = false
      this.#isJoined = false
    },
    request: (name, payload) =>
      this.#answer(name, payload as AgentRequests['joinProjectRoom']['payload']),
  }

  /** Something happens: a visitor writes, an agent answers, somebody reads, closes or reopens. */
  happen(): void {
    const pick = this.#random()
    const id = 1 + Math.floor(this.#random() * 40)
    const found = this.conversations.get(id)
    if (!found || pick < 0.35) this.visitorWrites(id)
    else if (pick < 0.5) this.#tellOf(noteSomething(this.notes, this.feed.length, this.#random))
    else if (pick < 0.54) this.#tellOf(sayWhoHeIs(this.conversations, found, this.feed.length))
    else if (pick < 0.57) this.#tellOf(quietTelling(id, this.#random))
    else if (pick < 0.6) this.#tellOf(draftSomething(this.drafts, this.feed.length, this.#random))
    else if (pick < 0.63) this.#agentWrites(found)
    else if (pick < 0.75) this.#agentReads(found)
    else if (pick < 0.85) this.#visitorReads(found)
    else this.#update(found, somethingSet(found, this.#random))
    if (this.breaksOff && this.#random() < 0.06) this.breakOff()
  }

  visitorWrites(id: number): void {
    const known =
      this.conversations.get(id) ?? aConversation(id, { lastSeq: 0, unreadCount: 0, revision: 0 })
    const message = this.#store(known, true)
    this.#post(message, {
      ...known,
      unreadCount: known.unreadCount + 1,
      status: 'open',
      chatState: 'waiting_assignment',
    })
  }

  breakOff(): void {
    if (!this.#isUp) return
    this.#isUp = false
    this.#isJoined = false
    this.#listener?.down()
  }

  /** What `fetch` gets: the state of this moment, after a journey. */
  readonly fetch = async (address: string): Promise<Response> => {
    const url = new URL(address, 'http://house')
    const body = structuredClone(this.#read(url))
    await new Promise<void>((resolve) => this.#later(resolve))
    if (this.breaksOff && this.#random() < 0.1) throw new TypeError('network')
    if (body === null)
      return Response.json(
        { error: { code: 'not_found', reason: 'not_found', message: 'No.' } },
        { status: 404 },
      )
    return Response.json(body)
  }

  /** What is asked for, newest activity first; `cursor` is where the page before ended. */
  list(asked: URLSearchParams): Conversation[] {
    const after = asked.get('cursor')
    return [...this.conversations.values()]
      .filter((one) => isAskedFor(one, asked) && (after === null || placeOf(one) < after))
      .sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
  }

  #read(url: URL): unknown {
    const path = url.pathname.replace('/api/v1/projects/1/', '')
    const [, id, part] =
      /^inbox\/conversations\/(\d+)(?:\/(messages|notes|drafts|runs))?$/.exec(path) ?? []
    if (part) return partOf(this, Number(id), part, url.searchParams)
    if (id) return this.conversations.get(Number(id)) ?? null
    if (path === 'feed') return this.#feedAfter(Number(url.searchParams.get('after')))
    const rest = this.list(url.searchParams)
    // Small pages, so that there is always something below the edge.
    const data = rest.slice(0, Math.min(4, Number(url.searchParams.get('limit'))))
    const last = data.at(-1)
    return { data, nextCursor: last && rest.length > data.length ? placeOf(last) : null }
  }

  async #answer(name: string, { afterFeedSeq }: { afterFeedSeq?: number | null }) {
    await new Promise<void>((resolve) => this.#later(resolve))
    if (name !== 'joinProjectRoom' || !this.#isUp)
      return { ok: false, error: { code: 'no_answer', reason: 'no_answer', message: '' } } as never
    this.#isJoined = true
    const { data, feedSeq, resync } = this.#feedAfter(afterFeedSeq ?? this.feed.length)
    return { ok: true, status: 'ok', roomName: 'project:1', feedSeq, events: data, resync } as never
  }

  #feedAfter(after: number): { data: FeedEntry[]; feedSeq: number; resync: boolean } {
    const missed = this.feed.slice(after)
    const resync = missed.length > MOST_ENTRIES
    return structuredClone({ data: resync ? [] : missed, feedSeq: this.feed.length, resync })
  }

  #agentWrites(known: Conversation): void {
    const message = this.#store(known, false)
    for (const answered of this.messages.get(known.id) ?? []) {
      if (answered.fromCustomer) answered.handledById ??= message.senderId
    }
    this.#post(message, { ...known, chatState: 'waiting_real_user_reply' })
  }

  #agentReads(known: Conversation): void {
    for (const message of this.messages.get(known.id) ?? [])
      if (message.fromCustomer) moveForward(message, 'read', null)
    this.#update(known, { agentReadSeq: known.lastSeq, unreadCount: 0 })
  }

  #visitorReads(known: Conversation): void {
    const status = this.#random() < 0.5 ? 'delivered' : 'read'
    const at = new Date().toISOString()
    for (const message of this.messages.get(known.id) ?? [])
      if (!message.fromCustomer) moveForward(message, status, at)
    const marks = {
      visitorDeliveredSeq: known.lastSeq,
      ...(status === 'read' ? { visitorReadSeq: known.lastSeq } : {}),
    }
    const next = { ...known, ...marks, revision: known.revision + 1 }
    this.conversations.set(known.id, next)
    this.#announce('messageStatusChanged', {
      conversationId: known.id,
      upToSeq: known.lastSeq,
      status,
      revision: next.revision,
      at,
    })
  }

  #update(known: Conversation, fields: Partial<Conversation>): void {
    const next = { ...known, ...fields, revision: known.revision + 1 }
    this.conversations.set(known.id, next)
    const { version, revision } = next
    this.#announce('conversationUpdated', { conversationId: known.id, fields, version, revision })
  }

  #store(known: Conversation, fromCustomer: boolean): Message {
    const seq = known.lastSeq + 1
    const message = aMessage(seq, {
      id: known.id * 1000 + seq,
      conversationId: known.id,
      fromCustomer,
    })
    message.createdAt = new Date(Date.now() + this.feed.length).toISOString()
    const all = this.messages.get(known.id) ?? []
    this.messages.set(known.id, [...all, message])
    return message
  }

  #post(message: Message, after: Conversation): void {
    const next = {
      ...after,
      lastSeq: message.seq,
      lastMessageId: message.id,
      lastMessageSnippet: message.content,
      lastMessageAt: message.createdAt,
      revision: after.revision + 1,
    }
    this.conversations.set(next.id, next)
    const { isOnline: _, ...visitor } = next.visitor
    this.#announce('newMessage', { ...message, conversation: { ...next, visitor } })
  }

  #announce<Name extends keyof FeedEvents>(event: Name, payload: FeedEvents[Name]): void {
    const feedSeq = this.feed.length + 1
    const kept = structuredClone({ ...payload, feedSeq }) as unknown as Record<string, unknown>
    this.feed.push({ feedSeq, event, payload: kept, at: new Date().toISOString() })
    this.#tell(event, kept as never)
  }

  #tellOf({ event, payload }: FakeEvent): void {
    this.#announce(event, payload)
  }

  #tell<Name extends keyof AgentNotices>(event: Name, payload: AgentNotices[Name]): void {
    if (!this.#isJoined || (this.isStormy && this.#random() < 0.15)) return
    const told = structuredClone(payload)
    this.#later(() => {
      if (this.#isUp) this.#listener?.notice({ event, payload: told } as never)
    })
  }

  /** Journeys differ in length, so things overtake each other. */
  #later(work: () => void): void {
    setTimeout(work, this.#random() * (this.isStormy ? LONGEST_TRIP_MS : 20))
  }
}
