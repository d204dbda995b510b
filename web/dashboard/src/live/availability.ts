import type { PassingEvent } from '@frontdesk/client'
import type { AgentState } from '@frontdesk/protocol'
import type { LivePart } from './live-part'

const PREFIX = 'frontdesk.presence.'
/** Our own change comes back as a notice; one that left before it must not undo it. */
const ECHO_MS = 3000

type AvailabilityDeps = { projectId: number; userId: number; changed: () => void }

/** Whether this member takes chats: one answer for all tabs, and for other devices once heard. */
export class Availability implements LivePart {
  readonly #key: string
  readonly #deps: AvailabilityDeps
  #state: AgentState
  #chosenAt = Number.NEGATIVE_INFINITY

  constructor(deps: AvailabilityDeps) {
    this.#deps = deps
    this.#key = PREFIX + deps.projectId
    this.#state = remembered(this.#key)
  }

  get state(): AgentState {
    return this.#state
  }

  choose(state: AgentState): void {
    this.#chosenAt = Date.now()
    this.#set(state)
  }

  /** The same person said so somewhere else. */
  receive(passing: PassingEvent): void {
    if (passing.event !== 'agentStatusChanged' || passing.payload.userId !== this.#deps.userId)
      return
    const { state } = passing.payload
    if (state !== 'available' && state !== 'away') return
    if (Date.now() - this.#chosenAt > ECHO_MS) this.#set(state)
  }

  /** Another tab of this browser chose. */
  watch(): () => void {
    const onStorage = (event: StorageEvent) => {
      if (event.key === this.#key) this.#set(event.newValue === 'away' ? 'away' : 'available')
    }
    addEventListener('storage', onStorage)
    return () => removeEventListener('storage', onStorage)
  }

  #set(state: AgentState): void {
    if (state === this.#state) return
    this.#state = state
    try {
      localStorage.setItem(this.#key, state)
    } catch {
      // Kept until the page closes.
    }
    this.#deps.changed()
  }
}

function remembered(key: string): AgentState {
  try {
    return localStorage.getItem(key) === 'away' ? 'away' : 'available'
  } catch {
    return 'available'
  }
}
