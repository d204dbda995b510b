import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { http } from '../api/http'
import { Drafts } from './drafts'
import type { LiveDeps, LivePart } from './live-part'
import { RequestedDrafts } from './requested-drafts'
import { Writing } from './writing'

// A run older than this has lost its worker, and is given up by the server in time.
const LONGEST_THOUGHT_MS = 120_000

/** What the responder does in this project, as this page sees it. */
export class ResponderLive implements LivePart {
  readonly drafts: Drafts
  readonly requested: RequestedDrafts
  readonly writing: Writing
  readonly #projectId: number
  #openId: number | null = null

  constructor(deps: LiveDeps) {
    this.#projectId = deps.projectId
    this.drafts = new Drafts(deps)
    this.writing = new Writing(deps.changed)
    this.requested = new RequestedDrafts({
      drafts: this.drafts,
      runsOf: (id) => this.#runsOf(id),
      changed: deps.changed,
    })
  }

  view(id: number | null): void {
    this.#openId = id
    this.drafts.show(id)
    void this.#lookWhetherItThinks()
  }

  apply(event: FeedEvent): void {
    this.drafts.apply(event)
    this.writing.apply(event)
    this.requested.apply(event)
  }

  receive(passing: PassingEvent): void {
    this.writing.receive(passing)
    this.requested.receive(passing)
  }

  invalidate(): void {
    this.drafts.invalidate()
    this.writing.invalidate()
  }

  async reload(): Promise<void> {
    await this.drafts.reload()
    void this.#lookWhetherItThinks()
  }

  /** Whoever comes while a model is silent has heard nothing of it, and nothing may come for long. */
  async #lookWhetherItThinks(): Promise<void> {
    const id = this.#openId
    if (id === null) return
    const askedAt = Date.now()
    try {
      const thinks = (await this.#runsOf(id)).some(
        ({ state, startedAt }) =>
          state === 'thinking' && askedAt - Date.parse(startedAt) < LONGEST_THOUGHT_MS,
      )
      if (thinks) this.writing.suppose(id, askedAt)
    } catch {
      // Worth nothing a moment later: the next word says it too.
    }
  }

  async #runsOf(id: number) {
    const path = `/projects/${this.#projectId}/inbox/conversations/${id}/runs` as const
    return (await http.get(path)).data
  }
}
