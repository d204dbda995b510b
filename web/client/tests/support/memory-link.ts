import type { Clock, Link, LinkListener, NoticeOf } from '../../src/seams.ts'
import { noAnswer } from '../../src/seams.ts'

/** What can go wrong, as chances; all zero is a perfect network. */
export interface Faults {
  maxDelayMs: number
  loseRequest: number
  loseAnswer: number
  loseNotice: number
  repeatNotice: number
  /** Per passing thing: the connection breaks, half of the time without a word. */
  cut: number
  refuseConnection: number
}

export const calm: Faults = {
  maxDelayMs: 0,
  loseRequest: 0,
  loseAnswer: 0,
  loseNotice: 0,
  repeatNotice: 0,
  cut: 0,
  refuseConnection: 0,
}

export interface MemoryLinkParts {
  clock: Clock
  random: () => number
  answer(name: string, payload: unknown): unknown
}

const ANSWER_MS = 8_000
// Socket.IO notices a dead line when the server's pings stop.
const PING_MS = 25_000

/** A connection to a server model over a network as bad as a test wants it. */
export class MemoryLink<Requests, Notices> implements Link<Requests, Notices> {
  faults: Faults = calm
  isReachable = true
  readonly #parts: MemoryLinkParts
  #listener: LinkListener<Notices> | null = null
  #generation = 0
  #isUp = false

  constructor(parts: MemoryLinkParts) {
    this.#parts = parts
  }

  listen(listener: LinkListener<Notices>): void {
    this.#listener = listener
  }

  open(): void {
    this.#generation += 1
    this.#later(() => {
      const isRefused = !this.isReachable || this.#chance(this.faults.refuseConnection)
      this.#isUp = !isRefused
      if (isRefused) this.#listener?.down()
      else this.#listener?.up()
    })
  }

  close(): void {
    this.#generation += 1
    this.#isUp = false
  }

  /** The line breaks; whether this side notices is another matter. */
  cut(isNoticed: boolean): void {
    if (!this.#isUp) return
    this.close()
    const generation = this.#generation
    const notice = () => generation === this.#generation && this.#listener?.down()
    if (isNoticed) notice()
    else this.#parts.clock.after(PING_MS, notice)
  }

  tell(event: string, payload: unknown): void {
    if (!this.#isUp || this.#chance(this.faults.loseNotice)) return
    const times = this.#chance(this.faults.repeatNotice) ? 2 : 1
    for (let time = 0; time < times; time += 1) {
      this.#later(() => this.#listener?.notice({ event, payload } as NoticeOf<Notices>))
    }
  }

  request(name: string, payload: unknown): Promise<never> {
    return new Promise((resolve) => {
      const { clock, answer } = this.#parts
      const settle = resolve as (answer: unknown) => void
      clock.after(ANSWER_MS, () => settle(noAnswer))
      if (this.#isBroken(this.faults.loseRequest)) return
      this.#later(() => {
        const answered = answer(name, payload)
        if (!this.#isBroken(this.faults.loseAnswer)) this.#later(() => settle(answered))
      })
    })
  }

  #isBroken(chance: number): boolean {
    if (this.#chance(this.faults.cut)) this.cut(this.#parts.random() < 0.5)
    return !this.#isUp || this.#chance(chance)
  }

  #later(work: () => void): void {
    const generation = this.#generation
    const delay = Math.floor(this.#parts.random() * this.faults.maxDelayMs)
    this.#parts.clock.after(delay, () => generation === this.#generation && work())
  }

  #chance(chance: number): boolean {
    return chance > 0 && this.#parts.random() < chance
  }
}
