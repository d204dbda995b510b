import { applyToDrafts, type Feed } from '@frontdesk/client'
import type {
  ApproveDraft,
  Draft,
  DraftDiscarded,
  DraftPage,
  FeedEvent,
  Message,
} from '@frontdesk/protocol'
import { call, Refusal, wordsOf } from '../api/http'

export type DraftsState =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; drafts: readonly Draft[] }

export type LiveParts = { projectId: number; feed: () => Feed; changed: () => void }

const TRY_AGAIN_MS = 3000

/** What the responder wrote and nobody sent, for the threads that have been opened. */
export class Drafts {
  readonly #parts: LiveParts
  #states: ReadonlyMap<number, DraftsState> = new Map()
  #openId: number | null = null
  #epoch = 0

  constructor(parts: LiveParts) {
    this.#parts = parts
  }

  get states(): ReadonlyMap<number, DraftsState> {
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
      const drafts = await this.#fetch(id)
      // A reload began meanwhile; what it brings can be trusted, this can't.
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', drafts })
    } catch (failure) {
      if (epoch !== this.#epoch) return
      this.#set(id, { kind: 'failed', reason: wordsOf(failure) })
      if (!isFinal(failure)) setTimeout(() => this.#tryAgain(id), TRY_AGAIN_MS)
    }
  }

  /** Ask the responder to write one; it arrives by the feed. */
  async askFor(id: number): Promise<void> {
    await call('POST', this.#path(id), {})
  }

  /** Send it as one's own reply, as it is. */
  async approve({ id, conversationId }: Draft): Promise<Message> {
    const body: ApproveDraft = {}
    const sent = await call<Message>('POST', `${this.#path(conversationId)}/${id}/approve`, body)
    this.#gone({ id, conversationId, state: 'approved' })
    return sent
  }

  async discard({ id, conversationId }: Draft): Promise<void> {
    await call('POST', `${this.#path(conversationId)}/${id}/discard`, {})
    this.#gone({ id, conversationId, state: 'discarded' })
  }

  apply(event: FeedEvent): void {
    for (const [id, state] of this.#states) {
      if (state.kind !== 'ready') continue
      const drafts = applyToDrafts(state.drafts, event, id)
      if (drafts !== state.drafts) this.#set(id, { kind: 'ready', drafts })
    }
  }

  /** Continuity was lost just now: whatever travels was read before, and may have missed something. */
  beginAgain(): void {
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
      const drafts = await this.#fetch(id)
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', drafts })
    } catch (failure) {
      if (!isFinal(failure)) throw failure
      if (epoch === this.#epoch) this.#set(id, { kind: 'failed', reason: wordsOf(failure) })
    }
  }

  /** What happens while the page travels is applied on top of it. */
  #fetch(id: number): Promise<readonly Draft[]> {
    return this.#parts.feed().snapshot<readonly Draft[]>(
      () => this.#ask(id),
      (drafts, event) => applyToDrafts(drafts, event, id),
    )
  }

  async #ask(id: number): Promise<readonly Draft[]> {
    try {
      return (await call<DraftPage>('GET', this.#path(id))).data
    } catch (failure) {
      // The thread says that the conversation is gone; it has no drafts to speak of.
      if (failure instanceof Refusal && failure.status === 404) return []
      throw failure
    }
  }

  /** The answer to our own request says it first; the event repeats it. */
  #gone(payload: DraftDiscarded): void {
    this.apply({ event: 'draftDiscarded', payload, feedSeq: 0 })
  }

  #tryAgain(id: number): void {
    if (this.#openId === id && this.#states.get(id)?.kind === 'failed') void this.retry(id)
  }

  #path(id: number): string {
    return `/projects/${this.#parts.projectId}/inbox/conversations/${id}/drafts`
  }

  #set(id: number, state: DraftsState): void {
    this.#states = new Map(this.#states).set(id, state)
    this.#parts.changed()
  }
}

/** A refusal stays one, however often it is asked; anything else may go better next time. */
function isFinal(failure: unknown): boolean {
  return failure instanceof Refusal && failure.status >= 400 && failure.status < 500
}
