import type { AgentState } from '@frontdesk/protocol'

const PREFIX = 'frontdesk.presence.'
/** Our own change comes back as a notice; one that left before it must not undo it. */
const ECHO_MS = 3000

/** Whether this member takes chats: one answer for all tabs, and for other devices once heard. */
export class Availability {
  readonly #key: string
  readonly #changed: () => void
  #state: AgentState
  #chosenAt = Number.NEGATIVE_INFINITY

  constructor(projectId: number, changed: () => void) {
    this.#key = PREFIX + projectId
    this.#changed = changed
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
  receive(state: string): void {
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
    this.#changed()
  }
}

function remembered(key: string): AgentState {
  try {
    return localStorage.getItem(key) === 'away' ? 'away' : 'available'
  } catch {
    return 'available'
  }
}
