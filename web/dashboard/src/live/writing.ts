import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent, ResponderTyping } from '@frontdesk/protocol'

// A lost "stopped" must not leave the assistant writing for ever; a model may pause this long.
const FADES_MS = 45_000

/** Where the responder is writing just now, and what it has written so far. */
export class Writing {
  readonly #fading = new Map<number, ReturnType<typeof setTimeout>>()
  readonly #stoppedAt = new Map<number, number>()
  readonly #changed: () => void
  #texts: ReadonlyMap<number, string> = new Map()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get texts(): ReadonlyMap<number, string> {
    return this.#texts
  }

  receive(passing: PassingEvent): void {
    if (passing.event === 'responderTyping') this.#receive(passing.payload)
  }

  /** An answer to a question of `askedAt` says that it thinks; what was heard since knows better. */
  suppose(conversationId: number, askedAt: number): void {
    const isOver = (this.#stoppedAt.get(conversationId) ?? 0) >= askedAt
    if (isOver || this.#texts.has(conversationId)) return
    this.#receive({ conversationId, isTyping: true, text: '' })
  }

  /** What it wrote has arrived, as a message or as a draft. */
  apply(event: FeedEvent): void {
    if (event.event === 'draftCreated') this.#stop(event.payload.conversationId)
    if (event.event === 'newMessage' && event.payload.sender.type === 'ai')
      this.#stop(event.payload.conversationId)
  }

  /** After a break nothing of this is known to be true any more. */
  invalidate(): void {
    for (const id of [...this.#texts.keys()]) this.#stop(id)
    this.#stoppedAt.clear()
  }

  #receive({ conversationId, isTyping, text }: ResponderTyping): void {
    if (!isTyping) {
      this.#stop(conversationId)
      return
    }
    clearTimeout(this.#fading.get(conversationId))
    this.#fading.set(
      conversationId,
      setTimeout(() => this.#stop(conversationId), FADES_MS),
    )
    this.#texts = new Map(this.#texts).set(conversationId, text)
    this.#changed()
  }

  #stop(conversationId: number): void {
    this.#stoppedAt.set(conversationId, Date.now())
    clearTimeout(this.#fading.get(conversationId))
    this.#fading.delete(conversationId)
    if (!this.#texts.has(conversationId)) return
    this.#texts = new Map([...this.#texts].filter(([id]) => id !== conversationId))
    this.#changed()
  }
}
