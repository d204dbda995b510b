import { applyToConversation, type Feed } from '@frontdesk/client'
import type { Conversation, ConversationPage } from '@frontdesk/protocol'
import { call, errorMessage } from '../api/http'
import type { Book } from './book'
import { type InboxFilter, queryOf } from './inbox-filter'
import { type Frontier, filterKey, mayEnter, placeOf, rowsOf } from './list-rows'

export type ListState =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; cursor: string | null; frontier: Frontier | null; isLoadingMore: boolean }

type Parts = { projectId: number; feed: () => Feed; book: Book; changed: () => void }
type Page = ConversationPage & { frontier: Frontier | null }

/** A list, and whose it is: each stays true by itself once it was looked at. */
type Loaded = { filter: InboxFilter; state: ListState }

const LOADING: ListState = { kind: 'loading' }
const PAGE = 50
const LARGEST_PAGE = 200

/** How far each filter of the inbox has been loaded. The rows themselves live in the book. */
export class Lists {
  readonly #parts: Parts
  #states: ReadonlyMap<string, Loaded> = new Map()
  #current: InboxFilter | null = null
  #epoch = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  stateOf(filter: InboxFilter): ListState {
    return this.#states.get(filterKey(filter))?.state ?? LOADING
  }

  /** The filter on screen: loaded if it isn't yet, and again whenever continuity is lost. */
  show(filter: InboxFilter): void {
    this.#current = filter
    const loaded = this.#states.get(filterKey(filter))
    if (!loaded || loaded.state.kind === 'failed') void this.retry(filter)
  }

  /** Whether a change to these fields may bring a conversation nobody here knows into a list. */
  mayEnter(fields: Partial<Conversation>): boolean {
    return [...this.#states.values()].some(({ filter }) => mayEnter(fields, filter))
  }

  async retry(filter: InboxFilter): Promise<void> {
    const asking: ListState = { kind: 'loading' }
    this.#set(filter, asking)
    try {
      await this.#take(filter, asking, null)
    } catch (failure) {
      if (this.stateOf(filter) !== asking) return
      this.#set(filter, { kind: 'failed', reason: errorMessage(failure) })
    }
  }

  async loadMore(filter: InboxFilter): Promise<void> {
    const state = this.stateOf(filter)
    if (state.kind !== 'ready' || state.isLoadingMore || state.cursor === null) return
    const asking: ListState = { ...state, isLoadingMore: true }
    this.#set(filter, asking)
    try {
      await this.#take(filter, asking, state.cursor)
    } catch {
      // Scrolling on asks again.
      if (this.stateOf(filter) === asking) this.#set(filter, state)
    }
  }

  /** Continuity was lost just now: whatever travels was read before, and may have missed something. */
  invalidate(): void {
    this.#epoch += 1
  }

  /**
   * Fetch as much of the list on screen as was loaded, and start the book over with it.
   * Other filters load anew when they are next looked at.
   */
  async reload(): Promise<void> {
    const filter = this.#current
    const epoch = this.#epoch
    const last = filter && (await this.#fetchAsFar(filter))
    if (epoch !== this.#epoch) return
    this.#parts.book.forgetTheRest()
    this.#states = new Map()
    if (filter && last) this.#set(filter, readyWith(last))
    const current: InboxFilter | null = this.#current
    if (current !== null && current !== filter) this.show(current)
  }

  async #fetchAsFar(filter: InboxFilter): Promise<Page> {
    const epoch = this.#epoch
    let wanted = Math.max(PAGE, this.#rowCount(filter))
    let cursor: string | null = null
    for (;;) {
      const askedAt = Date.now()
      const page = await this.#fetch(filter, cursor, Math.min(LARGEST_PAGE, wanted))
      // At once, so that what happens to these rows while the next page travels finds them.
      if (epoch === this.#epoch) this.#parts.book.relearn(page.data, askedAt)
      wanted -= page.data.length
      cursor = page.nextCursor
      if (cursor === null || wanted <= 0) return page
    }
  }

  #fetch(filter: InboxFilter, cursor: string | null, limit: number): Promise<Page> {
    const { projectId, feed } = this.#parts
    const query = queryOf(filter)
    query.set('limit', String(limit))
    if (cursor) query.set('cursor', cursor)
    const ask = () =>
      call<ConversationPage>('GET', `/projects/${projectId}/inbox/conversations?${query}`)
    return feed().snapshot(
      // The edge is where the server cut, whatever happens to that row meanwhile.
      async () => {
        const page = await ask()
        return { ...page, frontier: edgeOf(page) }
      },
      (page, event) => ({ ...page, data: page.data.map((row) => applyToConversation(row, event)) }),
    )
  }

  async #take(filter: InboxFilter, asking: ListState, cursor: string | null): Promise<void> {
    const askedAt = Date.now()
    const epoch = this.#epoch
    const page = await this.#fetch(filter, cursor, PAGE)
    // Continuity was lost meanwhile, or a reload has put the edge somewhere else: between
    // that edge and this page there may be rows nobody has read.
    if (epoch !== this.#epoch || this.stateOf(filter) !== asking) return
    this.#parts.book.learn(page.data, askedAt)
    this.#set(filter, readyWith(page))
  }

  #rowCount(filter: InboxFilter): number {
    const state = this.stateOf(filter)
    if (state.kind !== 'ready') return 0
    return rowsOf(this.#parts.book.known.values(), filter, state.frontier).length
  }

  #set(filter: InboxFilter, state: ListState): void {
    this.#states = new Map(this.#states).set(filterKey(filter), { filter, state })
    this.#parts.changed()
  }
}

function readyWith({ nextCursor, frontier }: Page): ListState {
  return { kind: 'ready', cursor: nextCursor, frontier, isLoadingMore: false }
}

function edgeOf({ data, nextCursor }: ConversationPage): Frontier | null {
  const last = data.at(-1)
  return nextCursor !== null && last ? placeOf(last) : null
}
