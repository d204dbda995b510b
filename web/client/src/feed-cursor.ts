import type { FeedEntry, FeedEvent, FeedPage } from '@frontdesk/protocol'

export interface FeedCursorParts {
  apply(event: FeedEvent): void
  /** Null when the server could not be asked; the next head beat asks again. */
  fetchAfter(feedSeq: number): Promise<FeedPage | null>
  resync(): void
}

/**
 * Where in the feed this page stands. Applies an event when its number is the next one;
 * a smaller one is known, a larger one means that something in between must be fetched.
 */
export class FeedCursor {
  readonly #parts: FeedCursorParts
  readonly #early = new Map<number, FeedEvent>()
  #feedSeq: number | null = null
  #isHeld = true
  #isFetching = false
  #head = 0

  constructor(parts: FeedCursorParts) {
    this.#parts = parts
  }

  /** The last number applied; null before the first join. */
  get feedSeq(): number | null {
    return this.#feedSeq
  }

  /** Keep what arrives until the answer to joining says where it belongs. */
  hold(): void {
    this.#isHeld = true
  }

  joined(answer: { feedSeq: number; events: readonly FeedEntry[]; resync: boolean }): void {
    this.#isHeld = false
    // A feed that is shorter than we remember is another feed: the database was restored.
    const isOther = this.#feedSeq === null || answer.feedSeq < this.#feedSeq
    if (isOther || answer.resync) this.#jump(answer.feedSeq)
    else this.#applyEntries(answer.events)
    this.head(answer.feedSeq)
  }

  take(event: FeedEvent): void {
    this.#early.set(event.feedSeq, event)
    if (!this.#isHeld) this.#advance()
  }

  /** The server says how far the feed goes: more than we have means a silent loss. */
  head(feedSeq: number): void {
    this.#head = Math.max(this.#head, feedSeq)
    if (!this.#isHeld) this.#advance()
  }

  #advance(): void {
    let next = this.#early.get(this.#next())
    while (next) {
      this.#apply(next)
      next = this.#early.get(this.#next())
    }
    for (const feedSeq of this.#early.keys()) {
      if (feedSeq < this.#next()) this.#early.delete(feedSeq)
    }
    if (this.#early.size > 0 || this.#head >= this.#next()) void this.#fill()
  }

  async #fill(): Promise<void> {
    if (this.#isFetching) return
    this.#isFetching = true
    const after = this.#feedSeq ?? 0
    const page = await this.#parts.fetchAfter(after)
    this.#isFetching = false
    // Without progress there is nothing to repeat: the next beat asks again.
    if (!page || this.#isHeld) return
    if (page.resync) this.#jump(page.feedSeq)
    else this.#applyEntries(page.data)
    if ((this.#feedSeq ?? 0) > after) this.#advance()
  }

  #applyEntries(entries: readonly FeedEntry[]): void {
    for (const entry of entries) {
      if (entry.feedSeq >= this.#next()) this.#apply(eventOf(entry))
    }
  }

  #apply(event: FeedEvent): void {
    this.#feedSeq = event.feedSeq
    this.#early.delete(event.feedSeq)
    this.#parts.apply(event)
  }

  #jump(feedSeq: number): void {
    this.#feedSeq = feedSeq
    this.#head = feedSeq
    this.#parts.resync()
  }

  #next(): number {
    return (this.#feedSeq ?? 0) + 1
  }
}

function eventOf(entry: FeedEntry): FeedEvent {
  return {
    event: entry.event,
    payload: { ...entry.payload, feedSeq: entry.feedSeq },
    feedSeq: entry.feedSeq,
  } as unknown as FeedEvent
}
