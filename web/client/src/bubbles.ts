import type { Message, MessageStatus } from '@frontdesk/protocol'
import type { Entries, Outgoing } from './outgoing.ts'
import type { Refusal } from './refusal.ts'
import type { Timeline } from './timeline.ts'

/** One entry of a conversation as a person sees it, on its way or stored. */
export interface Bubble {
  /** The same from *sending* to *read*, so that a list can hold on to it. */
  key: string
  tempId: string | null
  /** Null while the message is only on this device. */
  message: Message | null
  content: string
  createdAt: string
  isMine: boolean
  state: 'sending' | 'failed' | MessageStatus
  error: Refusal | null
  /** When a message that was held back by a limit is tried again, in milliseconds. */
  retryAt: number | null
}

export type Author = 'visitor' | 'team'

/** History and outbox in one list: a message that is in both is shown once, as stored. */
export function bubblesOf(
  timeline: Timeline | null,
  entries: Entries,
  mine: Author,
): readonly Bubble[] {
  const messages = timeline?.messages ?? []
  const stored = new Set(messages.map((message) => message.id))
  const storedTempIds = new Set(messages.map((message) => message.tempId))
  const outgoing = entries.filter(
    (entry) => !storedTempIds.has(entry.tempId) && !(entry.message && stored.has(entry.message.id)),
  )
  const isMine = (message: Message) => message.fromCustomer === (mine === 'visitor')
  return [
    ...messages.map((message) => storedBubble(message, isMine(message))),
    ...outgoing.map(outgoingBubble),
  ]
}

/** The bubbles of one thread in the dashboard. */
export function threadBubbles(
  timeline: Timeline,
  { entries }: { entries: Entries },
  conversationId: number,
): readonly Bubble[] {
  const own = entries.filter((entry) => entry.conversationId === conversationId)
  return bubblesOf(timeline, own, 'team')
}

/** How many more messages the limit allows right now, to say so before it is hit. */
export function sendingAllowance(
  bubbles: readonly Bubble[],
  limit: { messages: number; seconds: number } | null,
  now: number,
): { left: number; retryAfterSeconds: number } {
  if (!limit) return { left: Number.POSITIVE_INFINITY, retryAfterSeconds: 0 }
  const since = now - limit.seconds * 1000
  const times = bubbles
    .filter((bubble) => bubble.isMine && bubble.state !== 'failed')
    .map((bubble) => Date.parse(bubble.createdAt))
    .filter((time) => time > since)
    .sort((a, b) => a - b)
  const left = Math.max(0, limit.messages - times.length)
  // A place is free again once the oldest of the newest `limit` messages is old enough.
  const blocking = times.at(-limit.messages) ?? now
  const wait = left > 0 ? 0 : Math.ceil((blocking - since) / 1000)
  return { left, retryAfterSeconds: wait }
}

function storedBubble(message: Message, isMine: boolean): Bubble {
  return {
    key: message.tempId ?? `message-${message.id}`,
    tempId: message.tempId ?? null,
    message,
    content: message.content,
    createdAt: message.createdAt,
    isMine,
    state: message.status,
    error: null,
    retryAt: null,
  }
}

function outgoingBubble(entry: Outgoing): Bubble {
  return {
    key: entry.tempId,
    tempId: entry.tempId,
    message: entry.message,
    content: entry.content,
    createdAt: entry.createdAt,
    isMine: true,
    state: stateOf(entry),
    error: entry.error,
    retryAt: entry.error && entry.state === 'waiting' ? entry.notBefore : null,
  }
}

function stateOf(entry: Outgoing): Bubble['state'] {
  if (entry.state === 'failed') return 'failed'
  return entry.message?.status ?? 'sending'
}
