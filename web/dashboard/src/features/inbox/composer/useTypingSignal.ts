import { useEffect, useMemo, useRef } from 'react'

const AGAIN_MS = 3000
const QUIET_MS = 2000

/** Tell the visitor and the team that somebody is typing: at once, again every few seconds, and when it stops. */
export function useTypingSignal(announce: (isTyping: boolean) => void) {
  const latest = useRef(announce)
  latest.current = announce
  const signal = useMemo(() => new TypingSignal((isTyping) => latest.current(isTyping)), [])
  useEffect(() => () => signal.stop(), [signal])
  return signal
}

class TypingSignal {
  private saidAt = 0
  private quiet: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly announce: (isTyping: boolean) => void) {}

  readonly touch = (text: string): void => {
    if (text.trim() === '') {
      this.stop()
      return
    }
    clearTimeout(this.quiet)
    this.quiet = setTimeout(this.stop, QUIET_MS)
    if (Date.now() - this.saidAt < AGAIN_MS) return
    this.saidAt = Date.now()
    this.announce(true)
  }

  readonly stop = (): void => {
    clearTimeout(this.quiet)
    if (this.saidAt === 0) return
    this.saidAt = 0
    this.announce(false)
  }
}
