import type { Message, MessageStatus } from '@frontdesk/protocol'

/** A conversation as far as it is known here: a run of messages without a hole, by `seq`. */
export interface Timeline {
  readonly conversationId: number
  readonly messages: readonly Message[]
}

export type Arrival =
  | { kind: 'added'; timeline: Timeline }
  /** The timeline may still have learned something: an edit, a later status. */
  | { kind: 'already-known'; timeline: Timeline }
  /** Messages after this `seq` never reached us; fetch them before showing this one. */
  | { kind: 'gap'; after: number }

export interface Mark {
  upToSeq: number
  status: MessageStatus
  /** Whose messages moved. */
  author: 'visitor' | 'team'
  at: string | null
}

export function emptyTimeline(conversationId: number): Timeline {
  return { conversationId, messages: [] }
}

export function firstSeq(timeline: Timeline): number {
  return timeline.messages[0]?.seq ?? 0
}

export function lastSeq(timeline: Timeline): number {
  return timeline.messages.at(-1)?.seq ?? 0
}

export function receive(timeline: Timeline, message: Message): Arrival {
  const last = lastSeq(timeline)
  if (message.seq <= last) return { kind: 'already-known', timeline: update(timeline, message) }
  if (message.seq > last + 1) return { kind: 'gap', after: last }
  return {
    kind: 'added',
    timeline: { ...timeline, messages: credited([...timeline.messages, message]) },
  }
}

/** Merge a page of history. A newer page that doesn't touch what is known replaces it. */
export function mergePage(timeline: Timeline, page: readonly Message[]): Timeline {
  const run = contiguousRun(page)
  const pageFirst = run[0]?.seq
  const pageLast = run.at(-1)?.seq
  if (pageFirst === undefined || pageLast === undefined) return timeline
  if (timeline.messages.length === 0) return { ...timeline, messages: run }
  if (pageFirst > lastSeq(timeline) + 1) return { ...timeline, messages: run }
  if (pageLast < firstSeq(timeline) - 1) return timeline
  return { ...timeline, messages: credited(unite(timeline.messages, run)) }
}

/** Replace a known message by a newer copy of itself; an unknown one is left to a fetch. */
export function update(timeline: Timeline, message: Message): Timeline {
  const index = message.seq - firstSeq(timeline)
  const known = timeline.messages[index]
  if (!known || known.id !== message.id) return timeline
  const fresher = freshest(known, message)
  if (fresher === known) return timeline
  return { ...timeline, messages: timeline.messages.with(index, fresher) }
}

/** Move statuses forward, never back. */
export function mark(timeline: Timeline, { upToSeq, status, author, at }: Mark): Timeline {
  let hasMoved = false
  const messages = timeline.messages.map((message) => {
    const isMeant = message.seq <= upToSeq && message.fromCustomer === (author === 'visitor')
    const moved = isMeant ? moveForward(message, status, at) : message
    hasMoved ||= moved !== message
    return moved
  })
  return hasMoved ? { ...timeline, messages } : timeline
}

/** A visitor's message is handled by whoever answers it first; no event says so. */
function credited(messages: Message[]): Message[] {
  let answeredBy: number | null = null
  for (let index = messages.length - 1; index >= 0; index -= 1) {
    const message = messages[index]
    if (!message) continue
    if (message.sender.type === 'agent') answeredBy = message.senderId
    const isAnswered = message.fromCustomer && message.handledById === null && answeredBy !== null
    if (isAnswered) messages[index] = { ...message, handledById: answeredBy }
  }
  return messages
}

const ORDER: Record<MessageStatus, number> = { sent: 0, delivered: 1, read: 2 }

function moveForward(message: Message, status: MessageStatus, at: string | null): Message {
  const isLater = ORDER[status] > ORDER[message.status]
  // A reply is born *delivered* when nobody is there; only a widget's word sets the time.
  const deliveredAt = message.fromCustomer ? message.deliveredAt : (message.deliveredAt ?? at)
  if (!isLater && deliveredAt === message.deliveredAt) return message
  return { ...message, status: isLater ? status : message.status, deliveredAt }
}

/** What two copies of one message say together, whichever came first. */
function freshest(known: Message, incoming: Message): Message {
  const newer = isNewerText(incoming, known) ? incoming : known
  const merged: Message = {
    ...newer,
    status: ORDER[incoming.status] > ORDER[known.status] ? incoming.status : known.status,
    deliveredAt: known.deliveredAt ?? incoming.deliveredAt,
    handledById: incoming.handledById ?? known.handledById,
  }
  const tempId = known.tempId ?? incoming.tempId
  if (tempId !== undefined) merged.tempId = tempId
  return isSame(known, merged) ? known : merged
}

function isNewerText(incoming: Message, known: Message): boolean {
  if (known.deletedAt !== null) return false
  if (incoming.deletedAt !== null) return true
  return (incoming.editedAt ?? '') > (known.editedAt ?? '')
}

function isSame(known: Message, merged: Message): boolean {
  return (
    merged.content === known.content &&
    merged.status === known.status &&
    merged.deliveredAt === known.deliveredAt &&
    merged.handledById === known.handledById &&
    merged.editedAt === known.editedAt &&
    merged.deletedAt === known.deletedAt &&
    merged.tempId === known.tempId
  )
}

/** The newest stretch of a page that has no hole. */
function contiguousRun(page: readonly Message[]): Message[] {
  const sorted = [...page].sort((a, b) => a.seq - b.seq)
  let start = sorted.length - 1
  while (start > 0 && sorted[start - 1]?.seq === (sorted[start]?.seq ?? 0) - 1) start -= 1
  return sorted.slice(Math.max(start, 0))
}

function unite(known: readonly Message[], page: readonly Message[]): Message[] {
  const bySeq = new Map(known.map((message) => [message.seq, message]))
  for (const message of page) {
    const earlier = bySeq.get(message.seq)
    bySeq.set(message.seq, earlier ? freshest(earlier, message) : message)
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq)
}
