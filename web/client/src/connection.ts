import { backoffMs, isPassing } from './outgoing.ts'
import type { Refusal } from './refusal.ts'
import type { Clock, Link, NoticeOf, Random } from './seams.ts'
import { createStore, type Store } from './store.ts'

/** A session is one of its states. `live` means settled and caught up, not merely connected. */
export type Connection =
  | { kind: 'idle' }
  | { kind: 'connecting' }
  | { kind: 'live' }
  | { kind: 'reconnecting'; attempt: number; retryAt: number }
  | { kind: 'refused'; code: string; message: string }

/** What came of introducing ourselves on a fresh connection. */
export type Settled = { kind: 'live' } | { kind: 'refused'; error: Refusal }

export interface ConnectionParts<Requests, Notices> {
  link: Link<Requests, Notices>
  clock: Clock
  random: Random
  /** Introduce ourselves and catch up; runs on every fresh connection. */
  settle(): Promise<Settled>
  hear(notice: NoticeOf<Notices>): void
  /** The notice that comes every five seconds while all is well. */
  beat: keyof Notices
  /** Whether the server sends beats at all for what we are; it has none for a stranger. */
  expectsBeat(): boolean
}

/** Three beats missed, and a little: perhaps the line is dead although nobody said so. */
const SILENCE_MS = 16_000
const SETTLE_MS = 15_000
/** A connection that ends sooner was no success: the next wait is longer still. */
const STEADY_MS = 10_000

/** Keeps one connection alive: opens, introduces, notices silence, tries again. */
export class LiveConnection<Requests, Notices> implements Store<Connection> {
  readonly #parts: ConnectionParts<Requests, Notices>
  readonly #store = createStore<Connection>({ kind: 'idle' })
  #attempt = 0
  // Answers that belong to an earlier connection are told apart by this number.
  #generation = 0
  #cancelRetry = () => {}
  #cancelWatch = () => {}
  #cancelSteady = () => {}

  constructor(parts: ConnectionParts<Requests, Notices>) {
    this.#parts = parts
    parts.link.listen({
      up: () => void this.#introduce(),
      down: () => this.#lost(0),
      refused: (error) => this.#refused(error),
      notice: (notice) => this.#heard(notice),
    })
  }

  get state(): Connection {
    return this.#store.state
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  start(): void {
    if (this.state.kind === 'idle' || this.state.kind === 'refused') this.#open()
  }

  /** The network or the page came back: don't wait for the timer. */
  wake(): void {
    if (this.state.kind === 'reconnecting') this.#open()
  }

  /** What we know can't be reconciled on this connection: begin a new one. */
  restart(): void {
    if (this.state.kind !== 'idle') this.#lost(0)
  }

  stop(): void {
    this.#hangUp()
    this.#attempt = 0
    this.#store.set({ kind: 'idle' })
  }

  #open(): void {
    this.#hangUp()
    this.#store.set(this.#attempt > 0 ? this.#reconnecting(0) : { kind: 'connecting' })
    // An address that swallows packets never says no.
    this.#cancelWatch = this.#parts.clock.after(SETTLE_MS, () => this.#lost(0))
    this.#parts.link.open()
  }

  async #introduce(): Promise<void> {
    const generation = this.#generation
    const settled = await this.#parts.settle()
    if (generation !== this.#generation) return
    if (settled.kind === 'refused') {
      this.#refused(settled.error)
      return
    }
    this.#cancelSteady = this.#parts.clock.after(STEADY_MS, () => {
      this.#attempt = 0
    })
    this.#cancelWatch()
    if (this.#parts.expectsBeat()) this.#watchForSilence()
    this.#store.set({ kind: 'live' })
  }

  #watchForSilence(): void {
    this.#cancelWatch()
    this.#cancelWatch = this.#parts.clock.after(SILENCE_MS, () => void this.#probe())
  }

  /** Introduce ourselves again: that tells a dead line from a quiet one, and catches up. */
  async #probe(): Promise<void> {
    const generation = this.#generation
    const settled = await this.#parts.settle()
    if (generation !== this.#generation) return
    if (settled.kind === 'refused') this.#lost(0)
    else if (this.#parts.expectsBeat()) this.#watchForSilence()
  }

  #heard(notice: NoticeOf<Notices>): void {
    if (notice.event === this.#parts.beat && this.state.kind === 'live') {
      this.#watchForSilence()
    }
    this.#parts.hear(notice)
  }

  #refused(error: Refusal): void {
    if (isPassing(error.code)) {
      this.#lost((error.retryAfterSeconds ?? 0) * 1000)
      return
    }
    this.#hangUp()
    this.#store.set({ kind: 'refused', code: error.code, message: error.message })
  }

  #lost(atLeastMs: number): void {
    if (this.state.kind === 'idle' || this.state.kind === 'refused') return
    this.#hangUp()
    this.#attempt += 1
    const wait = Math.max(atLeastMs, backoffMs(this.#attempt, this.#parts.random))
    this.#cancelRetry = this.#parts.clock.after(wait, () => this.#open())
    this.#store.set(this.#reconnecting(wait))
  }

  #reconnecting(wait: number): Connection {
    const retryAt = this.#parts.clock.now() + wait
    return { kind: 'reconnecting', attempt: this.#attempt, retryAt }
  }

  #hangUp(): void {
    this.#generation += 1
    this.#cancelRetry()
    this.#cancelWatch()
    this.#cancelSteady()
    this.#parts.link.close()
  }
}
