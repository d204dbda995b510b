import type { Clock } from '../../src/seams.ts'

interface Timer {
  at: number
  order: number
  work: () => void
}

/** Time that passes only when a test says so, with every promise settled in between. */
export class VirtualClock implements Clock {
  #now = Date.parse('2026-01-05T09:00:00.000Z')
  #order = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#now
  }

  after(milliseconds: number, work: () => void): () => void {
    this.#order += 1
    const timer = { at: this.#now + Math.max(0, milliseconds), order: this.#order, work }
    this.#timers.add(timer)
    return () => this.#timers.delete(timer)
  }

  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds
    await quiet()
    for (let timer = this.#first(end); timer; timer = this.#first(end)) {
      this.#timers.delete(timer)
      this.#now = timer.at
      timer.work()
      await quiet()
    }
    this.#now = end
  }

  #first(end: number): Timer | null {
    let first: Timer | null = null
    for (const timer of this.#timers) {
      const isEarlier =
        !first || timer.at < first.at || (timer.at === first.at && timer.order < first.order)
      if (timer.at <= end && isEarlier) first = timer
    }
    return first
  }
}

/** Until every promise that can settle has settled. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve))
}
