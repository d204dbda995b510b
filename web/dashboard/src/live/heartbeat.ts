import type { Feed } from '@frontdesk/client'
import type { Availability } from './availability'
import type { LivePart } from './live-part'

const BEAT_MS = 15_000
const INPUTS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Says every 15 seconds that this agent is here, whether anything was touched, and what is on screen. */
export class Heartbeat implements LivePart {
  readonly #feed: Feed
  readonly #availability: Availability
  #viewing: number | null = null
  #wasActive = true

  constructor(feed: Feed, availability: Availability) {
    this.#feed = feed
    this.#availability = availability
  }

  view(id: number | null): void {
    this.#viewing = id
    this.now()
  }

  start(): () => void {
    const onInput = () => {
      this.#wasActive = true
    }
    for (const input of INPUTS) addEventListener(input, onInput, { passive: true, capture: true })
    const timer = setInterval(() => {
      this.now()
      this.#wasActive = false
    }, BEAT_MS)
    this.now()
    return () => {
      clearInterval(timer)
      for (const input of INPUTS) removeEventListener(input, onInput, { capture: true })
    }
  }

  /** At once, because something of it changed. */
  now(): void {
    const { state } = this.#availability
    this.#feed.beat({ state, active: this.#wasActive, viewing: this.#viewing })
  }
}
