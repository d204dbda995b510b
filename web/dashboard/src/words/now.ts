import { useSyncExternalStore } from 'react'

/** One clock for the whole page, so that every waiting time ticks in the same instant. */
class Clock {
  private readonly listeners = new Set<() => void>()
  private timer: ReturnType<typeof setInterval> | undefined
  private now = Date.now()

  constructor(private readonly everyMs: number) {}

  readonly watch = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    if (this.listeners.size === 1) this.start()
    return () => {
      this.listeners.delete(listener)
      if (this.listeners.size === 0) clearInterval(this.timer)
    }
  }

  readonly read = (): number => this.now

  private start(): void {
    this.now = Date.now()
    this.timer = setInterval(() => {
      this.now = Date.now()
      for (const listener of this.listeners) listener()
    }, this.everyMs)
  }
}

const seconds = new Clock(1000)
const minutes = new Clock(20_000)

export function useSeconds(): number {
  return useSyncExternalStore(seconds.watch, seconds.read)
}

export function useMinutes(): number {
  return useSyncExternalStore(minutes.watch, minutes.read)
}
