import type { PassingEvent } from '@frontdesk/client'
import type { PageNow } from '@frontdesk/protocol'

/** What is true now and worth nothing later: who types, who looks at which page. */
export type Passing = {
  typing: ReadonlySet<number>
  pages: ReadonlyMap<string, PageNow>
}

export const nothingPassing: Passing = { typing: new Set(), pages: new Map() }

// A lost "stopped" must not leave somebody typing for ever.
const TYPING_FADES_MS = 6000

export class PassingNow {
  readonly #fading = new Map<number, ReturnType<typeof setTimeout>>()
  readonly #changed: () => void
  #now: Passing = nothingPassing

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get now(): Passing {
    return this.#now
  }

  hear(passing: PassingEvent): void {
    if (passing.event === 'visitorIsTyping') {
      this.#hearTyping(passing.payload.conversationId, passing.payload.isTyping)
    } else if (passing.event === 'visitorContextUpdated') {
      const { visitorUid, currentUrl, title } = passing.payload
      this.#set({
        ...this.#now,
        pages: new Map(this.#now.pages).set(visitorUid, { currentUrl, title }),
      })
    }
  }

  /** A message says that its writer has stopped typing. */
  stopped(conversationId: number): void {
    if (this.#now.typing.has(conversationId)) this.#hearTyping(conversationId, false)
  }

  /** After a break nothing of this is known to be true any more. */
  forget(): void {
    for (const timer of this.#fading.values()) clearTimeout(timer)
    this.#fading.clear()
    this.#set(nothingPassing)
  }

  #hearTyping(conversationId: number, isTyping: boolean): void {
    clearTimeout(this.#fading.get(conversationId))
    this.#fading.delete(conversationId)
    if (isTyping) {
      const fade = setTimeout(() => this.#hearTyping(conversationId, false), TYPING_FADES_MS)
      this.#fading.set(conversationId, fade)
    }
    const typing = new Set(this.#now.typing)
    if (isTyping) typing.add(conversationId)
    else typing.delete(conversationId)
    this.#set({ ...this.#now, typing })
  }

  #set(now: Passing): void {
    this.#now = now
    this.#changed()
  }
}
