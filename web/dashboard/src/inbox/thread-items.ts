import type { Bubble } from '@frontdesk/client'
import type { Message } from '@frontdesk/protocol'
import { dayKey, dayLabel } from '../words/time'

type Placed = { key: string; starts: boolean; ends: boolean }

export type ThreadItem =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'new'; key: string }
  | { kind: 'event'; key: string; message: Message }
  | (Placed & { kind: 'message'; message: Message })
  /** On its way, or refused: not stored yet. */
  | (Placed & { kind: 'pending'; bubble: Bubble })

/** The "new" line stands before the first visitor message between these two. */
export type NewMarker = { afterSeq: number; upToSeq: number }

type ThreadView = {
  bubbles: readonly Bubble[]
  marker: NewMarker
  myId: number
  now: number
}

const GROUP_MS = 2 * 60_000

/** Lay a thread out: day separators, the "new" line, groups of what one person wrote within two minutes. */
export function threadItems({ bubbles, marker, myId, now }: ThreadView): ThreadItem[] {
  const firstNew = bubbles.find((bubble) => isNew(bubble.message, marker))
  const items: ThreadItem[] = []
  bubbles.forEach((bubble, index) => {
    const before = bubbles[index - 1]
    const after = bubbles[index + 1]
    if (!before || dayKey(before.createdAt) !== dayKey(bubble.createdAt)) {
      items.push({
        kind: 'day',
        key: `day-${dayKey(bubble.createdAt)}`,
        label: dayLabel(bubble.createdAt, now),
      })
    }
    if (bubble === firstNew && before) items.push({ kind: 'new', key: 'new' })
    const starts = bubble === firstNew || !belongTogether(before, bubble, myId)
    const ends = after === firstNew || !belongTogether(bubble, after, myId)
    items.push(itemOf(bubble, starts, ends))
  })
  return items
}

function isNew(message: Message | null, { afterSeq, upToSeq }: NewMarker): boolean {
  if (!message?.fromCustomer) return false
  return message.seq > afterSeq && message.seq <= upToSeq
}

function belongTogether(one: Bubble | undefined, other: Bubble | undefined, myId: number): boolean {
  if (!one || !other || authorOf(one, myId) !== authorOf(other, myId)) return false
  if (dayKey(one.createdAt) !== dayKey(other.createdAt)) return false
  return Math.abs(Date.parse(other.createdAt) - Date.parse(one.createdAt)) <= GROUP_MS
}

function authorOf({ message, key }: Bubble, myId: number): string {
  if (!message) return `agent-${myId}`
  if (message.contentType === 'event') return key
  return `${message.sender.type}-${message.sender.id}`
}

function itemOf(bubble: Bubble, starts: boolean, ends: boolean): ThreadItem {
  const { key, message } = bubble
  if (!message) return { kind: 'pending', key, bubble, starts, ends }
  if (message.contentType === 'event') return { kind: 'event', key, message }
  return { kind: 'message', key, message, starts, ends }
}
