import type { Feed } from '@frontdesk/client'

const BEAT_MS = 15_000
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Says every 15 seconds that this agent is here, whether anything was touched, and what is on screen. */
export class Beats {
  readonly #feed: Feed
  #viewing: number | null = null
  #wasActive = true

  constructor(feed: Feed) {
    this.#feed = feed
  }

  view(id: number | null): void {
    this.#viewing = id
    this.#beat()
  }

  start(): () => void {
    const onInput = () => {
      this.#wasActive = true
    }
    for (const input of INPUTS) addEventListener(input, onInput, { passive: true, capture: true })
    const timer = setInterval(() => {
      this.#beat()
      this.#wasActive = false
    }, BEAT_MS)
    this.#beat()
    return () => {
      clearInterval(timer)
      for (const input of INPUTS) removeEventListener(input, onInput, { capture: true })
    }
  }

  #beat(): void {
    this.#feed.beat({ state: 'available', active: this.#wasActive, viewing: this.#viewing })
  }
}
