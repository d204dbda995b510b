import { applyToNotes, type Feed } from '@frontdesk/client'
import type {
  EditNote,
  FeedEvent,
  FeedEvents,
  Note,
  NotePage,
  WriteNote,
} from '@frontdesk/protocol'
import { call, Refusal, wordsOf } from '../api/http'

export type NotesState =
  | { kind: 'loading' }
  | { kind: 'failed'; reason: string }
  | { kind: 'ready'; notes: readonly Note[] }

type Parts = { projectId: number; feed: () => Feed; changed: () => void }

const PAGE = 200

/** The notes of the threads that have been opened, whole and current. */
export class Notes {
  readonly #parts: Parts
  #states: ReadonlyMap<number, NotesState> = new Map()
  #openId: number | null = null
  #epoch = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get states(): ReadonlyMap<number, NotesState> {
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
      const notes = await this.#fetch(id)
      // A reload began meanwhile; what it brings can be trusted, this can't.
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', notes })
    } catch (failure) {
      if (epoch === this.#epoch) this.#set(id, { kind: 'failed', reason: wordsOf(failure) })
    }
  }

  async write(id: number, text: string): Promise<void> {
    const body: WriteNote = { text }
    this.#heard('noteAdded', await call<Note>('POST', this.#path(id), body))
  }

  async edit({ id, conversationId }: Note, text: string): Promise<void> {
    const body: EditNote = { text }
    const path = `${this.#path(conversationId)}/${id}`
    this.#heard('noteUpdated', await call<Note>('PATCH', path, body))
  }

  async remove({ id, conversationId }: Note): Promise<void> {
    await call('DELETE', `${this.#path(conversationId)}/${id}`)
    this.#heard('noteDeleted', { id, conversationId })
  }

  apply(event: FeedEvent): void {
    for (const [id, state] of this.#states) {
      if (state.kind !== 'ready') continue
      const notes = applyToNotes(state.notes, event, id)
      if (notes !== state.notes) this.#set(id, { kind: 'ready', notes })
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
      const notes = await this.#fetch(id)
      if (epoch === this.#epoch) this.#set(id, { kind: 'ready', notes })
    } catch (failure) {
      // A refusal stays one, however often it is asked: the thread says so and offers to try again.
      const isFinal = failure instanceof Refusal && failure.status >= 400 && failure.status < 500
      if (!isFinal) throw failure
      if (epoch === this.#epoch) this.#set(id, { kind: 'failed', reason: wordsOf(failure) })
    }
  }

  /** What happens while the pages travel is applied on top of them. */
  #fetch(id: number): Promise<readonly Note[]> {
    return this.#parts.feed().snapshot(
      () => this.#ask(id),
      (notes, event) => applyToNotes(notes, event, id),
    )
  }

  /** What the answer to our own write says; the event repeats it. */
  #heard<Name extends 'noteAdded' | 'noteUpdated' | 'noteDeleted'>(
    event: Name,
    payload: FeedEvents[Name],
  ): void {
    this.apply({ event, payload, feedSeq: 0 } as FeedEvent)
  }

  async #ask(id: number): Promise<readonly Note[]> {
    const notes: Note[] = []
    let cursor: string | null = null
    do {
      const query = new URLSearchParams({ limit: String(PAGE), ...(cursor ? { cursor } : {}) })
      const page: NotePage = await call<NotePage>('GET', `${this.#path(id)}?${query}`)
      notes.push(...page.data)
      cursor = page.nextCursor
    } while (cursor)
    return notes
  }

  #path(id: number): string {
    return `/projects/${this.#parts.projectId}/inbox/conversations/${id}/notes`
  }

  #set(id: number, state: NotesState): void {
    this.#states = new Map(this.#states).set(id, state)
    this.#parts.changed()
  }
}
