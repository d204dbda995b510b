/** The other tabs of this browser, and the turn to send that one of them has. */
export interface Tabs {
  post(message: unknown): void
  listen(hear: (message: unknown) => void): void
  /** Line up for the turn; `begin` when this tab has it, `end` when another took it. */
  queueForTurn(turn: Turn): void
  /** Take the turn now: the tab a person types in is awake, others may be frozen. */
  takeTurn(): void
  close(): void
}

export interface Turn {
  begin(): void
  end(): void
}

/** A tab that knows of no others: it always has the turn. */
export function loneTab(): Tabs {
  return {
    post() {},
    listen() {},
    queueForTurn: (turn) => turn.begin(),
    takeTurn() {},
    close() {},
  }
}

/**
 * Tabs joined by a BroadcastChannel and one lock. Without locks every tab sends what it
 * has, which is safe because the server knows a message by its temp id.
 */
export function browserTabs(name: string): Tabs {
  let channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : null
  const lock = globalThis.navigator?.locks ? lockedTurn(name) : null
  return {
    post: (message) => channel?.postMessage(message),
    listen(hear) {
      if (channel) channel.onmessage = (event) => hear(event.data)
    },
    queueForTurn: (turn) => (lock ? lock.queue(turn) : turn.begin()),
    takeTurn: () => lock?.take(),
    close() {
      channel?.close()
      channel = null
      lock?.release()
    },
  }
}

function lockedTurn(name: string) {
  let turn: Turn | null = null
  let isMine = false
  let isTaking = false
  let isClosed = false
  let letGo = () => {}
  let waiting = new AbortController()

  const hold = () => {
    if (isClosed) return Promise.resolve()
    isMine = true
    isTaking = false
    turn?.begin()
    return new Promise<void>((resolve) => {
      letGo = resolve
    })
  }
  const lose = () => {
    if (isMine) turn?.end()
    isMine = false
    if (!isClosed) queue()
  }
  // Locks are forbidden here (a frame whose storage is blocked): asking again would never end.
  const goAlone = () => {
    if (isClosed) return
    isMine = true
    isTaking = false
    turn?.begin()
  }
  const queue = () => {
    waiting = new AbortController()
    const { signal } = waiting
    // Rejected when the lock is stolen (line up again) or when the wait is called off.
    navigator.locks
      .request(name, { signal }, hold)
      .catch((error: Error) => signal.aborted || (isStolen(error) ? lose() : goAlone()))
  }
  return {
    queue(next: Turn) {
      turn = next
      queue()
    },
    take() {
      // Taking twice would be stealing from ourselves.
      if (isMine || isTaking || isClosed) return
      isTaking = true
      waiting.abort()
      navigator.locks
        .request(name, { steal: true }, hold)
        .catch((error: Error) => (isStolen(error) ? lose() : goAlone()))
    },
    release() {
      isClosed = true
      waiting.abort()
      letGo()
    },
  }
}

function isStolen(error: Error): boolean {
  return error.name === 'AbortError'
}
