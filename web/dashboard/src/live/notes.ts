import { applyToNotes } from '@frontdesk/client'
import type {
  EditNote,
  FeedEvent,
  FeedEvents,
  Note,
  NotePage,
  WriteNote,
} from '@frontdesk/protocol'
import { http } from '../api/http'
import { ThreadRows } from './thread-rows'

const PAGE = 200

/** The notes of the threads that have been opened, whole and current. */
export class Notes extends ThreadRows<Note> {
  protected override readonly applied = applyToNotes

  async write(id: number, text: string): Promise<void> {
    const body: WriteNote = { text }
    this.#applyOwn('noteAdded', await http.post(this.#path(id), { body }))
  }

  async edit({ id, conversationId }: Note, text: string): Promise<void> {
    const body: EditNote = { text }
    const path = `${this.#path(conversationId)}/${id}` as const
    this.#applyOwn('noteUpdated', await http.patch(path, { body }))
  }

  async remove({ id, conversationId }: Note): Promise<void> {
    await http.delete(`${this.#path(conversationId)}/${id}`)
    this.#applyOwn('noteDeleted', { id, conversationId })
  }

  /** What the answer to our own write says; the event repeats it. */
  #applyOwn<Name extends 'noteAdded' | 'noteUpdated' | 'noteDeleted'>(
    event: Name,
    payload: FeedEvents[Name],
  ): void {
    this.apply({ event, payload, feedSeq: 0 } as FeedEvent)
  }

  protected async ask(id: number): Promise<readonly Note[]> {
    const notes: Note[] = []
    let cursor: string | null = null
    do {
      const query = { limit: PAGE, ...(cursor ? { cursor } : {}) }
      const page: NotePage = await http.get(this.#path(id), { query })
      notes.push(...page.data)
      cursor = page.nextCursor
    } while (cursor)
    return notes
  }

  #path(id: number) {
    return `${this.conversationPath(id)}/notes` as const
  }
}
