import type { PassingEvent } from '@frontdesk/client'
import type { AgentViewing, ColleagueTyping, FeedEvent, PageNow } from '@frontdesk/protocol'
import type { LivePart } from './live-part'

export type Viewer = { userId: number; name: string; conversationId: number }
/** A member who writes a reply; the same one may do so in two windows. */
export type Writer = Viewer

/** What is true now and worth nothing later: who types, who looks at which page or chat. */
export type EphemeralState = {
  typing: ReadonlySet<number>
  pages: ReadonlyMap<string, PageNow>
  viewers: ReadonlyMap<number, Viewer>
  writers: ReadonlyMap<string, Writer>
}

export const NOTHING_EPHEMERAL: EphemeralState = {
  typing: new Set(),
  pages: new Map(),
  viewers: new Map(),
  writers: new Map(),
}

// A lost "stopped" must not leave somebody typing for ever.
const TYPING_FADES_MS = 6000
// Two beats and a little: whoever looks says so every 15 seconds.
const VIEWING_FADES_MS = 40_000

export class Ephemeral implements LivePart {
  readonly #fading = new Map<string, ReturnType<typeof setTimeout>>()
  readonly #changed: () => void
  #now: EphemeralState = NOTHING_EPHEMERAL

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get now(): EphemeralState {
    return this.#now
  }

  receive(passing: PassingEvent): void {
    if (passing.event === 'visitorIsTyping') {
      this.#receiveTyping(passing.payload.conversationId, passing.payload.isTyping)
    } else if (passing.event === 'agentViewing') {
      this.#receiveViewing(passing.payload)
    } else if (passing.event === 'agentTyping') {
      this.#receiveWriting(passing.payload)
    } else if (passing.event === 'visitorContextUpdated') {
      const { visitorUid, currentUrl, title } = passing.payload
      this.#set({
        ...this.#now,
        pages: new Map(this.#now.pages).set(visitorUid, { currentUrl, title }),
      })
    }
  }

  /** A message says that its writer has stopped typing. What somebody else is writing goes on. */
  apply(event: FeedEvent): void {
    if (event.event !== 'newMessage') return
    const { conversationId, fromCustomer, sender } = event.payload
    if (fromCustomer) this.#stopped(conversationId)
    else if (sender.type === 'agent' && sender.id !== null) this.#replied(conversationId, sender.id)
  }

  /** After a break nothing of this is known to be true any more. */
  invalidate(): void {
    for (const timer of this.#fading.values()) clearTimeout(timer)
    this.#fading.clear()
    this.#set(NOTHING_EPHEMERAL)
  }

  #stopped(conversationId: number): void {
    if (this.#now.typing.has(conversationId)) this.#receiveTyping(conversationId, false)
  }

  #replied(conversationId: number, userId: number): void {
    const writer = this.#now.writers.get(writerKey({ conversationId, userId }))
    if (writer) this.#receiveWriting({ ...writer, isTyping: false })
  }

  #receiveTyping(conversationId: number, isTyping: boolean): void {
    const stopped = () => this.#receiveTyping(conversationId, false)
    this.#fade(`typing-${conversationId}`, isTyping ? stopped : null, TYPING_FADES_MS)
    const typing = new Set(this.#now.typing)
    if (isTyping) typing.add(conversationId)
    else typing.delete(conversationId)
    this.#set({ ...this.#now, typing })
  }

  #receiveViewing({ userId, name, conversationId }: AgentViewing): void {
    const left = () => this.#receiveViewing({ userId, name, conversationId: null })
    this.#fade(`viewing-${userId}`, conversationId === null ? null : left, VIEWING_FADES_MS)
    if (this.#now.viewers.get(userId)?.conversationId === (conversationId ?? undefined)) return
    const viewers = new Map(this.#now.viewers)
    if (conversationId === null) viewers.delete(userId)
    else viewers.set(userId, { userId, name, conversationId })
    this.#set({ ...this.#now, viewers })
  }

  #receiveWriting({ isTyping, ...writer }: ColleagueTyping): void {
    const key = writerKey(writer)
    const stopped = () => this.#receiveWriting({ ...writer, isTyping: false })
    this.#fade(`writing-${key}`, isTyping ? stopped : null, TYPING_FADES_MS)
    if (isTyping === this.#now.writers.has(key)) return
    const writers = new Map(this.#now.writers)
    if (isTyping) writers.set(key, writer)
    else writers.delete(key)
    this.#set({ ...this.#now, writers })
  }

  #fade(key: string, over: (() => void) | null, afterMs: number): void {
    clearTimeout(this.#fading.get(key))
    this.#fading.delete(key)
    if (over) this.#fading.set(key, setTimeout(over, afterMs))
  }

  #set(now: EphemeralState): void {
    this.#now = now
    this.#changed()
  }
}

function writerKey({ conversationId, userId }: Pick<Writer, 'conversationId' | 'userId'>): string {
  return `${conversationId}/${userId}`
}
