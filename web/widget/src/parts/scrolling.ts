import type { Bubble } from '@frontdesk/client'
import type { RefObject } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

const NEAR_END_PX = 48
const NEAR_START_PX = 160

export interface Scrolling {
  log: RefObject<HTMLDivElement | null>
  isAtEnd: boolean
  /** Messages of the other side that arrived below what is on screen. */
  newBelow: number
  onScroll(): void
  toEnd(): void
}

/**
 * Holds the reader's place: at the end it follows new messages, anywhere else nothing moves,
 * and older pages grow upwards out of sight.
 */
export function useScrolling(bubbles: readonly Bubble[], loadOlder: () => void): Scrolling {
  const log = useRef<HTMLDivElement>(null)
  const before = useRef({ firstKey: '', height: 0, count: 0 })
  const [isAtEnd, setAtEnd] = useState(true)
  const [newBelow, setNewBelow] = useState(0)

  const toEnd = () => {
    const element = log.current
    if (element) element.scrollTop = element.scrollHeight
    setAtEnd(true)
    setNewBelow(0)
  }

  useLayoutEffect(() => {
    const element = log.current
    if (!element) return
    const { firstKey, height, count } = before.current
    const hasGrownUp = firstKey !== '' && bubbles[0]?.key !== firstKey
    const added = bubbles.slice(count)
    if (hasGrownUp && !isAtEnd) element.scrollTop += element.scrollHeight - height
    else if (isAtEnd || added.some(({ isMine, message }) => isMine && !message)) toEnd()
    else setNewBelow(newBelow + added.filter(({ isMine }) => !isMine).length)
    before.current = {
      firstKey: bubbles[0]?.key ?? '',
      height: element.scrollHeight,
      count: bubbles.length,
    }
  }, [bubbles])

  useLayoutEffect(() => {
    const element = log.current
    if (!element || !isAtEnd) return
    // The composer grows, or a keyboard slides in: the end stays in sight.
    const watch = new ResizeObserver(() => {
      element.scrollTop = element.scrollHeight
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [isAtEnd])

  const onScroll = () => {
    const element = log.current
    if (!element) return
    const toGo = element.scrollHeight - element.scrollTop - element.clientHeight
    setAtEnd(toGo < NEAR_END_PX)
    if (toGo < NEAR_END_PX) setNewBelow(0)
    if (element.scrollTop < NEAR_START_PX) loadOlder()
  }

  return { log, isAtEnd, newBelow, onScroll, toEnd }
}
