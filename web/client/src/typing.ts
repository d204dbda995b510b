import type { Clock } from './seams.ts'

const STOPS_AFTER_MS = 2_000
// Someone who opens the conversation later should see it too.
const SAYS_AGAIN_MS = 3_000
const FORGETS_AFTER_MS = 6_000

/** Tells the other side that someone types, and that they stopped. */
export class TypingTeller {
  readonly #clock: Clock
  readonly #tell: (isTyping: boolean) => void
  #toldAt: number | null = null
  #cancelStop = () => {}

  constructor(clock: Clock, tell: (isTyping: boolean) => void) {
    this.#clock = clock
    this.#tell = tell
  }

  keyPressed(): void {
    const now = this.#clock.now()
    if (this.#toldAt === null || now - this.#toldAt >= SAYS_AGAIN_MS) {
      this.#toldAt = now
      this.#tell(true)
    }
    this.#cancelStop()
    this.#cancelStop = this.#clock.after(STOPS_AFTER_MS, () => this.stopped())
  }

  stopped(): void {
    this.#cancelStop()
    if (this.#toldAt === null) return
    this.#toldAt = null
    this.#tell(false)
  }
}

/** Who types over there. A lost "stopped" must not leave dots for ever. */
export class TypingWatch {
  readonly #clock: Clock
  readonly #changed: () => void
  #name: string | null = null
  #cancelForget = () => {}

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  get name(): string | null {
    return this.#name
  }

  heard(name: string | null): void {
    this.#cancelForget()
    this.#name = name
    if (name !== null) {
      this.#cancelForget = this.#clock.after(FORGETS_AFTER_MS, () => this.heard(null))
    }
    this.#changed()
  }
}
