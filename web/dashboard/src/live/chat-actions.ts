import type {
  AssignChat,
  Conversation,
  ConversationStatus,
  PatchConversation,
  Priority,
  ReassignChat,
} from '@frontdesk/protocol'
import { call, Refusal } from '../api/http'
import type { Conversations } from './conversations'
import type { LivePart } from './live-part'

type Parts = { projectId: number; conversations: Conversations }
type Method = 'POST' | 'PATCH' | 'DELETE'

/** What somebody can do with a chat. The answer is known at once; everybody else hears an event. */
export class ChatActions implements LivePart {
  readonly #parts: Parts
  readonly #readUpTo = new Map<number, number>()
  readonly #taking = new Set<number>()
  #takingNext = 0

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** Take whoever is first in the queue; null when nobody waits. */
  async takeNext(): Promise<Conversation | null> {
    this.#takingNext += 1
    try {
      const path = `/projects/${this.#parts.projectId}/queue/next`
      const taken = await call<Conversation | undefined>('POST', path, {})
      if (taken) this.#merge(taken, Date.now())
      return taken ?? null
    } finally {
      this.#takingNext -= 1
    }
  }

  claim(id: number): Promise<Conversation> {
    return this.#taken(id, () => this.#write('POST', id, '/claim', {}))
  }

  release(id: number): Promise<Conversation> {
    return this.#write('POST', id, '/release', {})
  }

  /** Take it from whoever has it; for managers. */
  reassign(id: number, to: ReassignChat): Promise<Conversation> {
    return this.#taken(id, () => this.#write('POST', id, '/reassign', to))
  }

  /** Give an unheld chat to somebody, or hand over one's own. */
  assign(id: number, to: AssignChat): Promise<Conversation> {
    return this.#taken(id, () => this.#write('POST', id, '/assignments', to))
  }

  unassign(id: number): Promise<Conversation> {
    return this.#write('DELETE', id, '/assignments')
  }

  setStatus(id: number, status: ConversationStatus): Promise<Conversation> {
    return this.#write('PATCH', id, '', { status })
  }

  setPriority(id: number, priority: Priority): Promise<Conversation> {
    return this.#write('PATCH', id, '', { priority })
  }

  /** Tags are replaced as a whole, so a colleague's tag of this moment must not get lost. */
  async changeTags(id: number, change: (tags: readonly string[]) => string[]): Promise<void> {
    const known = this.#parts.conversations.known.get(id)
    if (!known) return
    try {
      await this.#writeTags(known, change)
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.status !== 412) throw failure
      await this.#writeTags(await call<Conversation>('GET', this.#path(id)), change)
    }
  }

  setTyping(id: number, isTyping: boolean): void {
    // Worth nothing a moment later: a lost one is not repeated.
    call('POST', `${this.#path(id)}/typing`, { isTyping }).catch(() => {})
  }

  /** Say how far the open conversation was read; once per position. */
  markRead(id: number, upToSeq: number): void {
    if ((this.#readUpTo.get(id) ?? 0) >= upToSeq) return
    this.#readUpTo.set(id, upToSeq)
    const change: PatchConversation = { read: true, readUpToSeq: upToSeq }
    this.#write('PATCH', id, '', change).catch(() => {
      // What stays on screen is reported again with the next look at it.
      this.#readUpTo.delete(id)
    })
  }

  /** What was read may not have arrived: it is reported again. */
  invalidate(): void {
    this.#readUpTo.clear()
  }

  /** Whether a chat that becomes ours just now was asked for on this page. */
  isTaking(id: number): boolean {
    return this.#takingNext > 0 || this.#taking.has(id)
  }

  async #writeTags(
    { id, tags, version }: Conversation,
    change: (tags: readonly string[]) => string[],
  ): Promise<void> {
    const askedAt = Date.now()
    const body: PatchConversation = { tags: change(tags) }
    const options = { ifMatch: version }
    this.#merge(await call<Conversation>('PATCH', this.#path(id), body, options), askedAt)
  }

  async #taken(id: number, take: () => Promise<Conversation>): Promise<Conversation> {
    this.#taking.add(id)
    try {
      return await take()
    } finally {
      this.#taking.delete(id)
    }
  }

  async #write(method: Method, id: number, what: string, body?: unknown): Promise<Conversation> {
    const askedAt = Date.now()
    const changed = await call<Conversation>(method, this.#path(id) + what, body)
    this.#merge(changed, askedAt)
    return changed
  }

  #merge(changed: Conversation, askedAt: number): void {
    const { conversations } = this.#parts
    if (conversations.known.has(changed.id)) conversations.merge([changed], askedAt)
  }

  #path(id: number): string {
    return `/projects/${this.#parts.projectId}/inbox/conversations/${id}`
  }
}
