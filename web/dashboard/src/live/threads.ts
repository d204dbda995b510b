import {
  applyToThread,
  conversationOf,
  emptyTimeline,
  firstSeq,
  lastSeq,
  mergePage,
  receive,
  type Timeline,
} from '@frontdesk/client'
import type { FeedEvent, Message } from '@frontdesk/protocol'
import { http } from '../api/http'
import { LiveCollection, type Page } from './collection'
import type { LiveDeps } from './live-part'

type ThreadDeps = LiveDeps & {
  /** This much is on screen by now: the outbox may let go of it. */
  shown: (timeline: Timeline) => void
  /** Whether this event is our own reply, told without the temp id that ties it to its bubble. */
  isUnrecognised: (event: FeedEvent) => boolean
}

/** The newest, or what is next to a position. */
type PageQuery = { limit: number; beforeSeq?: number; afterSeq?: number }

const PAGE = 50
const LARGEST_PAGE = 200
const TRY_AGAIN_MS = 3000

/** The threads that have been opened, kept complete and current. */
export class Threads extends LiveCollection<number, Timeline> {
  readonly #deps: ThreadDeps
  readonly #filling = new Set<number>()

  constructor(deps: ThreadDeps) {
    super(deps.changed)
    this.#deps = deps
  }

  view(id: number | null): void {
    this.show(id)
  }

  apply(event: FeedEvent): void {
    const id = conversationOf(event)
    const timeline = id === null ? undefined : this.valueOf(id)
    if (id === null || !timeline) return
    if (this.#deps.isUnrecognised(event)) {
      void this.#fill(id)
      return
    }
    const arrival = applyToThread(timeline, event)
    if (arrival.kind === 'gap') void this.#fill(id)
    else if (arrival.kind === 'applied') this.replace(id, arrival.timeline)
  }

  /** The server's copy of one of our replies: it carries the temp id. */
  confirm(message: Message): void {
    const timeline = this.valueOf(message.conversationId)
    if (!timeline) return
    const arrival = receive(timeline, message)
    if (arrival.kind === 'gap') void this.#fill(message.conversationId)
    else this.replace(message.conversationId, arrival.timeline)
  }

  protected idOf(id: number): number {
    return id
  }

  protected override changedTo(timeline: Timeline): void {
    this.#deps.shown(timeline)
  }

  protected async read(id: number): Promise<Page<Timeline>> {
    const newest = await this.#snapshot(id, () => this.#ask(id, { limit: PAGE }))
    return () => newest
  }

  /** As far up as it was loaded. */
  protected override async reread(
    id: number,
    before: Timeline | undefined,
  ): Promise<Page<Timeline>> {
    const downTo = before ? firstSeq(before) : null
    const fresh = await this.#snapshot(id, () => this.#askDownTo(id, downTo))
    return () => fresh
  }

  protected override readMore(id: number, timeline: Timeline): Promise<Page<Timeline>> | null {
    if (!hasOlder(timeline)) return null
    const query = { beforeSeq: firstSeq(timeline), limit: PAGE }
    return this.#snapshot(id, () => this.#ask(id, query)).then(
      ({ messages }) =>
        (current) =>
          mergePage(current ?? timeline, messages),
    )
  }

  async #askDownTo(id: number, seq: number | null): Promise<Timeline> {
    let fresh = await this.#ask(id, { limit: seq === null ? PAGE : LARGEST_PAGE })
    while (seq !== null && firstSeq(fresh) > seq && hasOlder(fresh)) {
      const query = { beforeSeq: firstSeq(fresh), limit: LARGEST_PAGE }
      const older = await this.#ask(id, query)
      fresh = mergePage(fresh, older.messages)
    }
    return fresh
  }

  async #fill(id: number): Promise<void> {
    if (this.#filling.has(id)) return
    this.#filling.add(id)
    try {
      for (;;) {
        const timeline = this.valueOf(id)
        if (!timeline) return
        const query = { afterSeq: lastSeq(timeline), limit: LARGEST_PAGE }
        const isCurrent = this.watch()
        const page = await this.#snapshot(id, () => this.#ask(id, query))
        if (!isCurrent()) return
        this.replace(id, mergePage(this.valueOf(id) ?? timeline, page.messages))
        if (page.messages.length < LARGEST_PAGE) return
      }
    } catch {
      setTimeout(() => void this.#fill(id), TRY_AGAIN_MS)
    } finally {
      this.#filling.delete(id)
    }
  }

  /** What happens while a page travels is applied on top of it. */
  #snapshot(id: number, ask: () => Promise<Timeline>): Promise<Timeline> {
    return this.#deps.feed().snapshot(ask, (timeline, event) => {
      const arrival = applyToThread(timeline, event)
      if (arrival.kind !== 'gap') return arrival.timeline
      // A page from further up lacks the newest messages by nature; a newest page that does is filled.
      setTimeout(() => void this.#fill(id))
      return timeline
    })
  }

  async #ask(id: number, query: PageQuery): Promise<Timeline> {
    const path = `/projects/${this.#deps.projectId}/inbox/conversations/${id}/messages` as const
    return mergePage(emptyTimeline(id), (await http.get(path, { query })).data)
  }
}

/** Positions in a thread begin at 1 and have no holes. */
export function hasOlder(timeline: Timeline): boolean {
  return firstSeq(timeline) > 1
}
