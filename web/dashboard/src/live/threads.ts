import {
  applyToThread,
  conversationOf,
  emptyTimeline,
  type Feed,
  firstSeq,
  lastSeq,
  mergePage,
  receive,
  type Timeline,
} from '@frontdesk/client'
import type { FeedEvent, Message, MessagePage } from '@frontdesk/protocol'
import { call, errorMessage } from '../api/http'

export type ThreadState =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; timeline: Timeline; isLoadingOlder: boolean }

type Parts = {
  projectId: number
  feed: () => Feed
  changed: () => void
  /** This much is on screen by now: the outbox may let go of it. */
  shown: (timeline: Timeline) => void
  /** Whether this event is our own reply, told without the temp id that ties it to its bubble. */
  isUnrecognised: (event: FeedEvent) => boolean
}

const PAGE = 50
const LARGEST_PAGE = 200
const TRY_AGAIN_MS = 3000

/** The threads that have been opened, kept complete and current. */
export class Threads {
  readonly #parts: Parts
  readonly #filling = new Set<number>()
  #states: ReadonlyMap<number, ThreadState> = new Map()
  #openId: number | null = null
  #epoch = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get states(): ReadonlyMap<number, ThreadState> {
    return this.#states
  }

  show(id: number | null): void {
    this.#openId = id
    if (id === null) return
    const state = this.#states.get(id)
    if (!state || state.kind === 'failed') void this.retry(id)
  }

  async retry(id: number): Promise<void> {
    const epoch = this.#epoch
    this.#set(id, { kind: 'loading' })
    try {
      const timeline = await this.#fetch(id, `limit=${PAGE}`)
      // A reload began meanwhile; what it brings can be trusted, this can't.
      if (epoch === this.#epoch) this.#ready(id, timeline)
    } catch (failure) {
      if (epoch === this.#epoch) this.#set(id, { kind: 'failed', reason: errorMessage(failure) })
    }
  }

  async loadOlder(id: number): Promise<void> {
    const state = this.#states.get(id)
    if (state?.kind !== 'ready' || state.isLoadingOlder || !hasOlder(state.timeline)) return
    const epoch = this.#epoch
    this.#set(id, { ...state, isLoadingOlder: true })
    try {
      const older = await this.#fetch(id, `beforeSeq=${firstSeq(state.timeline)}&limit=${PAGE}`)
      const now = this.#timeline(id)
      if (epoch === this.#epoch && now) this.#ready(id, mergePage(now, older.messages))
    } catch {
      // Scrolling on asks again.
      const now = this.#timeline(id)
      if (now) this.#ready(id, now)
    }
  }

  apply(event: FeedEvent): void {
    const id = conversationOf(event)
    const timeline = id === null ? undefined : this.#timeline(id)
    if (id === null || !timeline) return
    if (this.#parts.isUnrecognised(event)) {
      void this.#fill(id)
      return
    }
    const arrival = applyToThread(timeline, event)
    if (arrival.kind === 'gap') void this.#fill(id)
    else if (arrival.kind === 'applied') this.#replace(id, arrival.timeline)
  }

  /** The server's copy of one of our replies: it carries the temp id. */
  confirm(message: Message): void {
    const timeline = this.#timeline(message.conversationId)
    if (!timeline) return
    const arrival = receive(timeline, message)
    if (arrival.kind === 'gap') void this.#fill(message.conversationId)
    else this.#replace(message.conversationId, arrival.timeline)
  }

  /** Continuity was lost just now: whatever travels was read before, and may have missed something. */
  invalidate(): void {
    this.#epoch += 1
  }

  /** Fetch again what is open, as far as it was loaded, and forget the rest. */
  async reload(): Promise<void> {
    const id = this.#openId
    const epoch = this.#epoch
    this.#keepOnly(id)
    if (id === null) return
    const before = this.#timeline(id)
    const downTo = before ? firstSeq(before) : null
    const fresh = await this.#snapshot(id, () => this.#askDownTo(id, downTo))
    if (epoch === this.#epoch) this.#ready(id, fresh)
  }

  async #askDownTo(id: number, seq: number | null): Promise<Timeline> {
    let fresh = await this.#ask(id, `limit=${seq === null ? PAGE : LARGEST_PAGE}`)
    while (seq !== null && firstSeq(fresh) > seq && hasOlder(fresh)) {
      const older = await this.#ask(id, `beforeSeq=${firstSeq(fresh)}&limit=${LARGEST_PAGE}`)
      fresh = mergePage(fresh, older.messages)
    }
    return fresh
  }

  async #fill(id: number): Promise<void> {
    if (this.#filling.has(id)) return
    this.#filling.add(id)
    try {
      for (;;) {
        const timeline = this.#timeline(id)
        if (!timeline) return
        const after = lastSeq(timeline)
        const epoch = this.#epoch
        const page = await this.#fetch(id, `afterSeq=${after}&limit=${LARGEST_PAGE}`)
        if (epoch !== this.#epoch) return
        this.#replace(id, mergePage(this.#timeline(id) ?? timeline, page.messages))
        if (page.messages.length < LARGEST_PAGE) return
      }
    } catch {
      setTimeout(() => void this.#fill(id), TRY_AGAIN_MS)
    } finally {
      this.#filling.delete(id)
    }
  }

  #fetch(id: number, query: string): Promise<Timeline> {
    return this.#snapshot(id, () => this.#ask(id, query))
  }

  /** What happens while a page travels is applied on top of it. */
  #snapshot(id: number, ask: () => Promise<Timeline>): Promise<Timeline> {
    return this.#parts.feed().snapshot(ask, (timeline, event) => {
      const arrival = applyToThread(timeline, event)
      if (arrival.kind !== 'gap') return arrival.timeline
      // A page from further up lacks the newest messages by nature; a newest page that does is filled.
      setTimeout(() => void this.#fill(id))
      return timeline
    })
  }

  async #ask(id: number, query: string): Promise<Timeline> {
    const path = `/projects/${this.#parts.projectId}/inbox/conversations/${id}/messages?${query}`
    return mergePage(emptyTimeline(id), (await call<MessagePage>('GET', path)).data)
  }

  #timeline(id: number): Timeline | undefined {
    const state = this.#states.get(id)
    return state?.kind === 'ready' ? state.timeline : undefined
  }

  #ready(id: number, timeline: Timeline): void {
    this.#set(id, { kind: 'ready', timeline, isLoadingOlder: false })
  }

  #replace(id: number, timeline: Timeline): void {
    const state = this.#states.get(id)
    if (state?.kind === 'ready' && state.timeline !== timeline)
      this.#set(id, { ...state, timeline })
  }

  #keepOnly(id: number | null): void {
    const kept = id === null ? undefined : this.#states.get(id)
    this.#states = new Map(id !== null && kept ? [[id, kept]] : [])
    this.#parts.changed()
  }

  #set(id: number, state: ThreadState): void {
    this.#states = new Map(this.#states).set(id, state)
    if (state.kind === 'ready') this.#parts.shown(state.timeline)
    this.#parts.changed()
  }
}

/** Positions in a thread begin at 1 and have no holes. */
export function hasOlder(timeline: Timeline): boolean {
  return firstSeq(timeline) > 1
}
