const FRAME_MS = 16

/** Notifies subscribers that something changed: at most once per frame, however much happened. */
export class Changes {
  readonly #listeners = new Set<() => void>()
  #timer: ReturnType<typeof setTimeout> | undefined

  readonly notify = (): void => {
    // A timer and not an animation frame: a hidden tab still has to change its title.
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      for (const listener of [...this.#listeners]) listener()
    }, FRAME_MS)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
