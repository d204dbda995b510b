import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { ThreadItem } from './thread-items'

export type Rows = Virtualizer<HTMLDivElement, Element>
type Scroller = RefObject<HTMLDivElement | null>

export const AT_END_PX = 80

/** Open at the line where you left off, otherwise at the newest message; and stay at the end once there. */
export function useThreadPosition(
  rows: Rows,
  items: readonly ThreadItem[],
  scroller: Scroller,
): void {
  const placed = useRef(false)
  const stays = useStayAtEnd(rows, scroller)
  useEffect(() => {
    if (placed.current || items.length === 0) return
    placed.current = true
    const newLine = items.findIndex((item) => item.kind === 'new')
    stays.current = newLine <= 0
    if (newLine > 0) rows.scrollToIndex(newLine, { align: 'center' })
    else rows.scrollToEnd()
  }, [rows, items, stays])
}

/**
 * Whoever is at the end stays there when the composer grows, and when rows turn out higher than
 * they were thought to be. Only somebody who scrolls up leaves it.
 */
function useStayAtEnd(rows: Rows, scroller: Scroller): RefObject<boolean> {
  const stays = useRef(false)
  const latest = useRef(rows)
  latest.current = rows
  const size = rows.getTotalSize()
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new size is the reason to run.
  useLayoutEffect(() => {
    if (stays.current) latest.current.scrollToEnd()
  }, [size])
  useEffect(() => {
    const frame = scroller.current
    if (!frame) return
    let before = frame.scrollTop
    const look = () => {
      const isUp = frame.scrollTop < before
      before = frame.scrollTop
      const isAtEnd = frame.scrollHeight - frame.scrollTop - frame.clientHeight <= AT_END_PX
      stays.current = isAtEnd || (stays.current && !isUp)
    }
    const observer = new ResizeObserver(() => {
      if (stays.current) latest.current.scrollToEnd()
    })
    frame.addEventListener('scroll', look, { passive: true })
    observer.observe(frame)
    return () => {
      frame.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroller])
  return stays
}
