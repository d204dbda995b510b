import type { Tabs, Turn } from '../../src/tabs.ts'

/** Tabs of one browser, in memory: everybody hears everybody, one has the turn. */
export class TabBus {
  readonly #hearers = new Map<object, (message: unknown) => void>()
  readonly #turns = new Map<object, Turn>()
  #holder: object | null = null

  tab(): Tabs {
    const self = {}
    return {
      post: (message) => {
        for (const [other, hear] of this.#hearers) {
          if (other !== self) hear(structuredClone(message))
        }
      },
      listen: (hear) => this.#hearers.set(self, hear),
      queueForTurn: (turn) => {
        this.#turns.set(self, turn)
        if (!this.#holder) this.#give(self)
      },
      takeTurn: () => {
        if (this.#holder === self || !this.#turns.has(self)) return
        const loser = this.#holder && this.#turns.get(this.#holder)
        this.#give(self)
        loser?.end()
      },
      close: () => {
        this.#hearers.delete(self)
        this.#turns.delete(self)
        if (this.#holder !== self) return
        const [next] = this.#turns.keys()
        if (next) this.#give(next)
        else this.#holder = null
      },
    }
  }

  #give(tab: object): void {
    this.#holder = tab
    this.#turns.get(tab)?.begin()
  }
}
