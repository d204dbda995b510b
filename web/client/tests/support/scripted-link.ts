import type { Link, LinkListener, NoticeOf } from '../../src/seams.ts'

interface Asked {
  name: string
  payload: Record<string, unknown>
  settle(answer: unknown): void
}

/** A connection whose every answer is given by hand, in the order a test wants. */
export class ScriptedLink<Requests, Notices> implements Link<Requests, Notices> {
  listener: LinkListener<Notices> | null = null
  opened = 0
  isOpen = false
  readonly #asked: Asked[] = []

  listen(listener: LinkListener<Notices>): void {
    this.listener = listener
  }

  open(): void {
    this.opened += 1
    this.isOpen = true
  }

  close(): void {
    this.isOpen = false
  }

  request(name: string, payload: unknown): Promise<never> {
    return new Promise((resolve) => {
      const settle = resolve as (answer: unknown) => void
      this.#asked.push({ name, payload: payload as Record<string, unknown>, settle })
    })
  }

  tell<Name extends keyof Notices>(event: Name, payload: Notices[Name]): void {
    this.listener?.notice({ event, payload } as NoticeOf<Notices>)
  }

  /** The oldest unanswered request of this name. */
  pending(name: string): Asked | undefined {
    return this.#asked.find((asked) => asked.name === name)
  }

  /** Answer the oldest unanswered request of this name; says what it asked. */
  answer(name: string, answer: unknown): Record<string, unknown> | null {
    const asked = this.pending(name)
    if (!asked) return null
    this.#asked.splice(this.#asked.indexOf(asked), 1)
    asked.settle(answer)
    return asked.payload
  }
}
