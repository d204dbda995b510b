import { applyToConversation } from '@frontdesk/client'
import type { Conversation, ConversationPage } from '@frontdesk/protocol'
import { http } from '../api/http'
import { type IsCurrent, LiveCollection, type Page } from './collection'
import type { Conversations } from './conversations'
import { type InboxFilter, queryOf } from './inbox-filter'
import { type Frontier, filterKey, mayEnter, placeOf, rowsOf } from './list-rows'
import type { LiveDeps } from './live-part'

/** How far a list is loaded: where the next page begins, and the edge below which rows are missing. */
export type ListExtent = { cursor: string | null; frontier: Frontier | null }

type ListDeps = LiveDeps & { conversations: Conversations }
type RowPage = ConversationPage & { frontier: Frontier | null; askedAt: number }

const PAGE = 50
const LARGEST_PAGE = 200

/** How far each filter of the inbox has been loaded. The rows themselves are `conversations`. */
export class Lists extends LiveCollection<InboxFilter, ListExtent> {
  readonly #deps: ListDeps

  constructor(deps: ListDeps) {
    super(deps.changed)
    this.#deps = deps
  }

  /** Whether a change to these fields may bring a conversation nobody here knows into a list. */
  mayEnter(fields: Partial<Conversation>): boolean {
    return this.keys.some((filter) => mayEnter(fields, filter))
  }

  /** Start over with the list on screen: what was not read again is no longer known. */
  override async reload(): Promise<void> {
    const isCurrent = this.watch()
    await super.reload()
    if (isCurrent()) this.#deps.conversations.dropStale()
  }

  protected idOf(filter: InboxFilter): string {
    return filterKey(filter)
  }

  protected async read(filter: InboxFilter): Promise<Page<ListExtent>> {
    return this.#page(await this.#fetch(filter, null, PAGE))
  }

  protected override readMore(
    filter: InboxFilter,
    { cursor }: ListExtent,
  ): Promise<Page<ListExtent>> | null {
    if (cursor === null) return null
    return this.#fetch(filter, cursor, PAGE).then((page) => this.#page(page))
  }

  /** As many rows as there were. */
  protected override async reread(
    filter: InboxFilter,
    before: ListExtent | undefined,
    isCurrent: IsCurrent,
  ): Promise<Page<ListExtent>> {
    let wanted = Math.max(PAGE, this.#rowCount(filter, before))
    let cursor: string | null = null
    for (;;) {
      const page = await this.#fetch(filter, cursor, Math.min(LARGEST_PAGE, wanted))
      // At once, so that what happens to these rows while the next page travels finds them.
      if (isCurrent()) this.#deps.conversations.mergeFresh(page.data, page.askedAt)
      wanted -= page.data.length
      cursor = page.nextCursor
      if (cursor === null || wanted <= 0) return () => extentOf(page)
    }
  }

  async #fetch(filter: InboxFilter, cursor: string | null, limit: number): Promise<RowPage> {
    const { projectId, feed } = this.#deps
    const query = { ...queryOf(filter), limit, ...(cursor ? { cursor } : {}) }
    const askedAt = Date.now()
    const ask = () => http.get(`/projects/${projectId}/inbox/conversations`, { query })
    return feed().snapshot(
      // The edge is where the server cut, whatever happens to that row meanwhile.
      async () => {
        const page = await ask()
        return { ...page, frontier: edgeOf(page), askedAt }
      },
      (page, event) => ({ ...page, data: page.data.map((row) => applyToConversation(row, event)) }),
    )
  }

  #page(page: RowPage): Page<ListExtent> {
    return () => {
      this.#deps.conversations.merge(page.data, page.askedAt)
      return extentOf(page)
    }
  }

  #rowCount(filter: InboxFilter, extent: ListExtent | undefined): number {
    if (!extent) return 0
    return rowsOf(this.#deps.conversations.known.values(), filter, extent.frontier).length
  }
}

function extentOf({ nextCursor, frontier }: RowPage): ListExtent {
  return { cursor: nextCursor, frontier }
}

function edgeOf({ data, nextCursor }: ConversationPage): Frontier | null {
  const last = data.at(-1)
  return nextCursor !== null && last ? placeOf(last) : null
}
