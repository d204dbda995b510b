import type { Conversation } from '@frontdesk/protocol'
import type { VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useState } from 'react'
import { useLive } from '../../../live/LiveProvider'
import type { ThreadItem } from './thread-items'

const SETTLE_MS = 250
/** A message counts as seen when all but its last few pixels are on screen. */
const SLACK_PX = 16

/** Mark as read what has really been on screen, and only while the tab is. */
export function useReadMarking(
  conversation: Conversation,
  scroller: RefObject<HTMLDivElement | null>,
  items: readonly ThreadItem[],
  visible: readonly VirtualItem[],
): void {
  const live = useLive()
  const isLooking = useTabVisible()
  const { id, agentReadSeq } = conversation

  // Runs after every render on purpose: scrolling renders, and the timer settles it.
  useEffect(() => {
    if (!isLooking) return
    const timer = setTimeout(() => {
      const frame = scroller.current
      if (!frame) return
      const seq = highestSeen(items, visible, frame.scrollTop + frame.clientHeight + SLACK_PX)
      if (seq > agentReadSeq) live.chats.markRead(id, seq)
    }, SETTLE_MS)
    return () => clearTimeout(timer)
  })
}

/** The newest visitor message whose end lies above the lower edge of the screen. */
export function highestSeen(
  items: readonly ThreadItem[],
  visible: readonly VirtualItem[],
  edge: number,
): number {
  let seq = 0
  for (const row of visible) {
    const item = items[row.index]
    if (item?.kind === 'message' && item.message.fromCustomer && row.end <= edge) {
      seq = Math.max(seq, item.message.seq)
    }
  }
  return seq
}

function useTabVisible(): boolean {
  const [visible, setVisible] = useState(!document.hidden)
  useEffect(() => {
    const onChange = () => setVisible(!document.hidden)
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  }, [])
  return visible
}
