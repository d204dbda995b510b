import { errorMessage, Refusal } from '../api/http'
import type { LivePart } from './live-part'

export type LoadState<Value> =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; value: Value; isLoadingMore: boolean }

/** What was read, as what it makes of the value there is by then. */
export type Page<Value> = (current: Value | undefined) => Value

/** Whether what was asked for may still be used. */
export type IsCurrent = () => boolean

type Id = string | number
type Entry<Key, Value> = { key: Key; state: LoadState<Value> }

/**
 * Values read from the server and kept current by events: those that have been looked at.
 *
 * Whatever is read before continuity was lost and arrives after it is thrown away: it may have
 * missed an event that nobody will repeat.
 */
export abstract class LiveCollection<Key, Value> implements LivePart {
  /** Null: a read that failed is repeated only when somebody asks for it. */
  protected readonly retryAfterMs: number | null = null
  readonly #changed: () => void
  readonly #loadingMore = new Map<Id, symbol>()
  #entries: ReadonlyMap<Id, Entry<Key, Value>> = new Map()
  #shown: Key | null = null
  #epoch = 0

  constructor(changed: () => void) {
    this.#changed = changed
  }

  protected abstract idOf(key: Key): Id
  protected abstract read(key: Key): Promise<Page<Value>>

  /** Read as much again as there was before; `isCurrent` for what is taken before the end. */
  protected reread(key: Key, _before: Value | undefined, _isCurrent: IsCurrent) {
    return this.read(key)
  }

  /** The page after what there is, if there is one. */
  protected readMore(_key: Key, _value: Value): Promise<Page<Value>> | null {
    return null
  }

  /** Called after each change of what is here. */
  protected changedTo(_value: Value): void {}

  get keys(): Key[] {
    return [...this.#entries.values()].map(({ key }) => key)
  }

  stateOf(key: Key): LoadState<Value> | undefined {
    return this.#entries.get(this.idOf(key))?.state
  }

  /** What is on screen: loaded if it isn't yet, and again whenever continuity is lost. */
  show(key: Key | null): void {
    this.#shown = key
    if (key === null) return
    const state = this.stateOf(key)
    if (!state || state.kind === 'failed') void this.load(key)
  }

  async load(key: Key): Promise<void> {
    const isCurrent = this.watch()
    const loading: LoadState<Value> = { kind: 'loading' }
    this.#set(key, loading)
    try {
      const page = await this.read(key)
      // A reload began meanwhile; what it brings can be trusted, this can't.
      if (isCurrent() && this.stateOf(key) === loading) this.#setReady(key, page(undefined))
    } catch (failure) {
      if (isCurrent() && this.stateOf(key) === loading) this.#setFailed(key, failure)
    }
  }

  async loadMore(key: Key): Promise<void> {
    const state = this.stateOf(key)
    if (state?.kind !== 'ready' || state.isLoadingMore) return
    const reading = this.readMore(key, state.value)
    if (reading === null) return
    const [isCurrent, token] = [this.watch(), Symbol('more')]
    this.#loadingMore.set(this.idOf(key), token)
    this.#set(key, { ...state, isLoadingMore: true })
    // Scrolling on asks again.
    const page = await reading.catch(() => null)
    const value = this.valueOf(key)
    // A reload has put the edge somewhere else: between it and this page rows may be missing.
    if (this.#loadingMore.get(this.idOf(key)) !== token || value === undefined) return
    this.#setReady(key, page !== null && isCurrent() ? page(value) : value)
  }

  invalidate(): void {
    this.#epoch += 1
  }

  async reload(): Promise<void> {
    const key = this.#shown
    const isCurrent = this.watch()
    this.#keepOnly(key)
    if (key === null) return
    try {
      const page = await this.reread(key, this.valueOf(key), isCurrent)
      if (isCurrent()) this.#setReady(key, page(undefined))
    } catch (failure) {
      if (!isFinal(failure)) throw failure
      if (isCurrent()) this.#setFailed(key, failure)
    }
  }

  /** Ask it after reading something: true while nothing was lost since this call. */
  protected watch(): IsCurrent {
    const epoch = this.#epoch
    return () => epoch === this.#epoch
  }

  protected valueOf(key: Key): Value | undefined {
    const state = this.stateOf(key)
    return state?.kind === 'ready' ? state.value : undefined
  }

  /** An event changed what is here; what has not been read stays so. */
  protected replace(key: Key, value: Value): void {
    const state = this.stateOf(key)
    if (state?.kind === 'ready' && state.value !== value) this.#set(key, { ...state, value })
  }

  #setReady(key: Key, value: Value): void {
    this.#loadingMore.delete(this.idOf(key))
    this.#set(key, { kind: 'ready', value, isLoadingMore: false })
  }

  #setFailed(key: Key, failure: unknown): void {
    this.#set(key, { kind: 'failed', reason: errorMessage(failure) })
    if (this.retryAfterMs === null || isFinal(failure)) return
    setTimeout(() => this.#retry(key), this.retryAfterMs)
  }

  #retry(key: Key): void {
    const isShown = this.#shown !== null && this.idOf(this.#shown) === this.idOf(key)
    if (isShown && this.stateOf(key)?.kind === 'failed') void this.load(key)
  }

  #keepOnly(key: Key | null): void {
    const kept = key === null ? undefined : this.#entries.get(this.idOf(key))
    this.#entries = new Map(key !== null && kept ? [[this.idOf(key), kept]] : [])
    this.#loadingMore.clear()
    this.#changed()
  }

  #set(key: Key, state: LoadState<Value>): void {
    this.#entries = new Map(this.#entries).set(this.idOf(key), { key, state })
    if (state.kind === 'ready') this.changedTo(state.value)
    this.#changed()
  }
}

/** A refusal stays one, however often it is asked; anything else may go better next time. */
function isFinal(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status >= 400 && failure.status < 500
}
