import type {
  AssignChat,
  Conversation,
  ConversationStatus,
  PatchConversation,
  Priority,
  ReassignChat,
} from '@frontdesk/protocol'
import { http, Refusal } from '../api/http'
import type { Conversations } from './conversations'
import type { LivePart } from './live-part'

type Parts = { projectId: number; conversations: Conversations }
type ConversationPath = `/projects/${number}/inbox/conversations/${number}`

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
      const path = `/projects/${this.#parts.projectId}/queue/next` as const
      const taken = await http.post(path, { body: {} })
      if (taken) this.#merge(taken, Date.now())
      return taken ?? null
    } finally {
      this.#takingNext -= 1
    }
  }

  claim(id: number): Promise<Conversation> {
    return this.#taken(id, () =>
      this.#write(id, (path) => http.post(`${path}/claim`, { body: {} })),
    )
  }

  release(id: number): Promise<Conversation> {
    return this.#write(id, (path) => http.post(`${path}/release`, { body: {} }))
  }

  /** Take it from whoever has it; for managers. */
  reassign(id: number, to: ReassignChat): Promise<Conversation> {
    return this.#taken(id, () =>
      this.#write(id, (path) => http.post(`${path}/reassign`, { body: to })),
    )
  }

  /** Give an unheld chat to somebody, or hand over one's own. */
  assign(id: number, to: AssignChat): Promise<Conversation> {
    return this.#taken(id, () =>
      this.#write(id, (path) => http.post(`${path}/assignments`, { body: to })),
    )
  }

  unassign(id: number): Promise<Conversation> {
    return this.#write(id, (path) => http.delete(`${path}/assignments`))
  }

  setStatus(id: number, status: ConversationStatus): Promise<Conversation> {
    return this.#patch(id, { status })
  }

  setPriority(id: number, priority: Priority): Promise<Conversation> {
    return this.#patch(id, { priority })
  }

  /** Tags are replaced as a whole, so a colleague's tag of this moment must not get lost. */
  async changeTags(id: number, change: (tags: readonly string[]) => string[]): Promise<void> {
    const known = this.#parts.conversations.known.get(id)
    if (!known) return
    try {
      await this.#writeTags(known, change)
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.status !== 412) throw failure
      await this.#writeTags(await http.get(this.#path(id)), change)
    }
  }

  setTyping(id: number, isTyping: boolean): void {
    // Worth nothing a moment later: a lost one is not repeated.
    http.post(`${this.#path(id)}/typing`, { body: { isTyping } }).catch(() => {})
  }

  /** Say how far the open conversation was read; once per position. */
  markRead(id: number, upToSeq: number): void {
    if ((this.#readUpTo.get(id) ?? 0) >= upToSeq) return
    this.#readUpTo.set(id, upToSeq)
    const change: PatchConversation = { read: true, readUpToSeq: upToSeq }
    this.#patch(id, change).catch(() => {
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
    this.#merge(await http.patch(this.#path(id), { body, ifMatch: version }), askedAt)
  }

  async #taken(id: number, take: () => Promise<Conversation>): Promise<Conversation> {
    this.#taking.add(id)
    try {
      return await take()
    } finally {
      this.#taking.delete(id)
    }
  }

  #patch(id: number, body: PatchConversation): Promise<Conversation> {
    return this.#write(id, (path) => http.patch(path, { body }))
  }

  async #write(
    id: number,
    ask: (path: ConversationPath) => Promise<Conversation>,
  ): Promise<Conversation> {
    const askedAt = Date.now()
    const changed = await ask(this.#path(id))
    this.#merge(changed, askedAt)
    return changed
  }

  #merge(changed: Conversation, askedAt: number): void {
    const { conversations } = this.#parts
    if (conversations.known.has(changed.id)) conversations.merge([changed], askedAt)
  }

  #path(id: number): ConversationPath {
    return `/projects/${this.#parts.projectId}/inbox/conversations/${id}`
  }
}
