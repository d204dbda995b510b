import type { AgentNotices, AgentRequests, FeedEvent, FeedPage } from '@frontdesk/protocol'
import { type Connection, LiveConnection, type Settled } from './connection.ts'
import { FeedCursor } from './feed-cursor.ts'
import type { PassingEvent } from './feed-reducers.ts'
import type { Http } from './http.ts'
import { type Clock, type Link, type NoticeOf, type Random, systemClock } from './seams.ts'
import { socketLink } from './socket-link.ts'
import { createStore, type Store } from './store.ts'

export interface FeedState {
  readonly connection: Connection
  readonly feedSeq: number
}

export interface FeedOptions {
  serverUrl: string
  projectId: number
  http: Pick<Http, 'get'>
  /** Numbered events: each exactly once, in order. */
  onEvent(event: FeedEvent): void
  onPassing(passing: PassingEvent): void
  /** Continuity is lost, or never began: refetch everything. */
  onResync(): void
  /** A break was caught up; what only passing events change (presence) may be stale. */
  onRejoined?(): void
  seams?: { link: Link<AgentRequests, AgentNotices>; clock: Clock; random: Random }
}

export interface Beat {
  state: 'available' | 'away'
  active: boolean
  viewing: number | null
}

export function openFeed(options: FeedOptions): Feed {
  return new Feed(options)
}

/** A project's events, complete and in order, whatever the network does. */
export class Feed implements Store<FeedState> {
  readonly #options: FeedOptions
  readonly #link: Link<AgentRequests, AgentNotices>
  readonly #connection: LiveConnection<AgentRequests, AgentNotices>
  readonly #cursor: FeedCursor
  readonly #store: ReturnType<typeof createStore<FeedState>>
  readonly #travelling = new Set<FeedEvent[]>()
  #lastBeat: Beat | null = null

  constructor(options: FeedOptions) {
    this.#options = options
    const seams = options.seams ?? {
      link: socketLink<AgentRequests, AgentNotices>({ serverUrl: options.serverUrl }),
      clock: systemClock,
      random: Math.random,
    }
    this.#link = seams.link
    this.#cursor = new FeedCursor({
      apply: (event) => this.#apply(event),
      fetchAfter: (after) => this.#fetchAfter(after),
      resync: () => options.onResync(),
    })
    this.#connection = new LiveConnection({
      ...seams,
      beat: 'feedHead',
      expectsBeat: () => true,
      settle: () => this.#join(),
      hear: (notice) => this.#hear(notice),
    })
    this.#store = createStore<FeedState>({ connection: { kind: 'idle' }, feedSeq: 0 })
    this.#connection.subscribe(() => this.#show())
  }

  get state(): FeedState {
    return this.#store.state
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  start(): void {
    this.#connection.start()
  }

  stop(): void {
    this.#connection.stop()
  }

  wake(): void {
    this.#connection.wake()
  }

  /** Say that this agent is here; every 15 s, and whenever it changes. */
  beat(beat: Beat): void {
    this.#lastBeat = beat
    if (this.state.connection.kind === 'live') this.#sendBeat(beat)
  }

  /**
   * Fetch a snapshot; what happens while it travels is applied on top of it, instead of
   * being overwritten by it.
   */
  async snapshot<Value>(
    fetch: () => Promise<Value>,
    apply: (value: Value, event: FeedEvent) => Value,
  ): Promise<Value> {
    const meanwhile: FeedEvent[] = []
    this.#travelling.add(meanwhile)
    try {
      const value = await fetch()
      return meanwhile.reduce(apply, value)
    } finally {
      this.#travelling.delete(meanwhile)
    }
  }

  async #join(): Promise<Settled> {
    const { projectId } = this.#options
    const isFirst = this.#cursor.feedSeq === null
    this.#cursor.hold()
    const answer = await this.#link.request('joinProjectRoom', {
      projectId,
      afterFeedSeq: this.#cursor.feedSeq,
    })
    if (!answer.ok) return { kind: 'refused', error: answer.error }
    this.#cursor.joined(answer)
    if (!isFirst && !answer.resync) this.#options.onRejoined?.()
    if (this.#lastBeat) this.#sendBeat(this.#lastBeat)
    return { kind: 'live' }
  }

  #sendBeat(beat: Beat): void {
    const { projectId } = this.#options
    void this.#link.request('agentPresence', { projectId, ...beat })
  }

  #hear(notice: NoticeOf<AgentNotices>): void {
    switch (notice.event) {
      case 'feedHead':
        if (notice.payload.projectId === this.#options.projectId) {
          this.#cursor.head(notice.payload.feedSeq)
        }
        break
      case 'eventRefused':
        break
      default:
        // What has a number belongs to the log, also an event this page is too old to know.
        if (isNumbered(notice)) this.#cursor.take({ ...notice, feedSeq: notice.payload.feedSeq })
        else this.#options.onPassing(notice as PassingEvent)
    }
  }

  #apply(event: FeedEvent): void {
    for (const meanwhile of this.#travelling) meanwhile.push(event)
    this.#options.onEvent(event)
    this.#show()
  }

  async #fetchAfter(after: number): Promise<FeedPage | null> {
    const { http, projectId } = this.#options
    try {
      return await http.get(`/projects/${projectId}/feed`, { query: { after, limit: 200 } })
    } catch {
      return null
    }
  }

  #show(): void {
    const feedSeq = this.#cursor.feedSeq ?? 0
    this.#store.set({ connection: this.#connection.state, feedSeq })
  }
}

function isNumbered(
  notice: NoticeOf<AgentNotices>,
): notice is FeedEvent & { payload: { feedSeq: number } } {
  return typeof (notice.payload as { feedSeq?: unknown }).feedSeq === 'number'
}
