import type { Feed } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { errorMessage, Refusal } from '../api/http'

export type Kept<Row> =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; rows: readonly Row[] }

export type LiveParts = { projectId: number; feed: () => Feed; changed: () => void }

type Source<Row> = {
  ask: (id: number) => Promise<readonly Row[]>
  apply: (rows: readonly Row[], event: FeedEvent, id: number) => readonly Row[]
}

const TRY_AGAIN_MS = 3000

/** Rows that belong to threads: those of the threads that have been opened, whole and current. */
export class PerThread<Row> {
  readonly #parts: LiveParts
  readonly #source: Source<Row>
  #states: ReadonlyMap<number, Kept<Row>> = new Map()
  #openId: number | null = null
  #epoch = 0

  constructor(parts: LiveParts, source: Source<Row>) {
    this.#parts = parts
    this.#source = source
  }

  get states(): ReadonlyMap<number, Kept<Row>> {
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
      const rows = await this.#fetch(id)
      // A reload began meanwhile; what it brings can be trusted, this can't.
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', rows })
    } catch (failure) {
      if (epoch !== this.#epoch) return
      this.#set(id, { kind: 'failed', reason: errorMessage(failure) })
      if (!isFinal(failure)) setTimeout(() => this.#tryAgain(id), TRY_AGAIN_MS)
    }
  }

  apply(event: FeedEvent): void {
    for (const [id, state] of this.#states) {
      if (state.kind !== 'ready') continue
      const rows = this.#source.apply(state.rows, event, id)
      if (rows !== state.rows) this.#set(id, { kind: 'ready', rows })
    }
  }

  /** Continuity was lost just now: whatever travels was read before, and may have missed something. */
  invalidate(): void {
    this.#epoch += 1
  }

  /** Fetch again what is open, and forget the rest. */
  async reload(): Promise<void> {
    const id = this.#openId
    const epoch = this.#epoch
    const kept = id === null ? undefined : this.#states.get(id)
    this.#states = new Map(id !== null && kept ? [[id, kept]] : [])
    this.#parts.changed()
    if (id === null) return
    try {
      const rows = await this.#fetch(id)
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', rows })
    } catch (failure) {
      if (!isFinal(failure)) throw failure
      if (epoch === this.#epoch) this.#set(id, { kind: 'failed', reason: errorMessage(failure) })
    }
  }

  /** What happens while the rows travel is applied on top of them. */
  #fetch(id: number): Promise<readonly Row[]> {
    return this.#parts.feed().snapshot<readonly Row[]>(
      () => this.#source.ask(id),
      (rows, event) => this.#source.apply(rows, event, id),
    )
  }

  #tryAgain(id: number): void {
    if (this.#openId === id && this.#states.get(id)?.kind === 'failed') void this.retry(id)
  }

  #set(id: number, state: Kept<Row>): void {
    this.#states = new Map(this.#states).set(id, state)
    this.#parts.changed()
  }
}

/** A refusal stays one, however often it is asked; anything else may go better next time. */
function isFinal(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status >= 400 && failure.status < 500
}
