import type {
  AgentNotices,
  Conversation,
  FeedEvent,
  FeedEvents,
  Message,
} from '@frontdesk/protocol'
import { type Arrival, mark, receive, type Timeline } from './timeline.ts'

/**
 * What each event of the feed means for what is on screen. Every function may be applied
 * twice, and to a snapshot newer than the event: `revision` and `seq` say what is known.
 */

/** A notice that is true now and worth nothing later; it has no number. */
export type PassingEvent = {
  [Name in Exclude<keyof AgentNotices, keyof FeedEvents | 'feedHead' | 'eventRefused'>]: {
    event: Name
    payload: AgentNotices[Name]
  }
}[Exclude<keyof AgentNotices, keyof FeedEvents | 'feedHead' | 'eventRefused'>]

export function applyToConversation(conversation: Conversation, event: FeedEvent): Conversation {
  if (event.event === 'visitorUpdated') return withVisitor(conversation, event.payload)
  if (conversationOf(event) !== conversation.id) return conversation
  switch (event.event) {
    case 'newMessage':
      return withSnapshot(conversation, event.payload.conversation)
    case 'conversationUpdated':
      return withFields(conversation, event.payload)
    case 'messageStatusChanged':
      return withMark(conversation, event.payload)
    default:
      return conversation
  }
}

/** An inbox page in its order; conversations enter, leave and move. */
export function applyToList(
  list: Conversation[],
  event: FeedEvent,
  belongs: (conversation: Conversation) => boolean,
): Conversation[] {
  if (event.event === 'visitorUpdated') return withVisitors(list, event)
  const id = conversationOf(event)
  const known = list.find((conversation) => conversation.id === id)
  const next = known ? applyToConversation(known, event) : entering(event)
  if (!next || next === known) return list
  const others = known ? list.filter((conversation) => conversation.id !== id) : list
  return belongs(next) ? insert(others, next) : others
}

function withVisitors(list: Conversation[], event: FeedEvent): Conversation[] {
  const next = list.map((conversation) => applyToConversation(conversation, event))
  return next.some((conversation, place) => conversation !== list[place]) ? next : list
}

/** A conversation that may have entered the list, but of which only a part is known. */
export function needsFetch(list: readonly Conversation[], event: FeedEvent): number | null {
  if (event.event !== 'conversationUpdated') return null
  const id = event.payload.conversationId
  return list.some((conversation) => conversation.id === id) ? null : id
}

export function applyPassingToConversation(
  conversation: Conversation,
  passing: PassingEvent,
): Conversation {
  if (passing.event !== 'visitorStatusChanged') return conversation
  const { visitorUid, isOnline } = passing.payload
  const { visitor } = conversation
  if (visitor.uid !== visitorUid || visitor.isOnline === isOnline) return conversation
  return { ...conversation, visitor: { ...visitor, isOnline } }
}

export type ThreadArrival =
  | { kind: 'applied' | 'unchanged'; timeline: Timeline }
  /** Fetch what follows this `seq`, then `mergePage`. */
  | { kind: 'gap'; after: number }

export function applyToThread(timeline: Timeline, event: FeedEvent): ThreadArrival {
  if (conversationOf(event) !== timeline.conversationId) return { kind: 'unchanged', timeline }
  if (event.event === 'newMessage') {
    return arrival(timeline, receive(timeline, messageIn(event.payload)))
  }
  return applied(timeline, withoutArrivals(timeline, event))
}

/** A travelling page of a thread after an event; what doesn't touch it is left out. */
export function pageAfter(page: Timeline, event: FeedEvent): Timeline {
  const arrived = applyToThread(page, event)
  return arrived.kind === 'gap' ? page : arrived.timeline
}

function withoutArrivals(
  timeline: Timeline,
  event: Exclude<FeedEvent, { event: 'newMessage' }>,
): Timeline {
  switch (event.event) {
    case 'messageStatusChanged': {
      const { upToSeq, status, at } = event.payload
      return mark(timeline, { upToSeq, status, author: 'team', at: at ?? null })
    }
    case 'conversationUpdated': {
      const upToSeq = event.payload.fields.agentReadSeq
      if (upToSeq === undefined) return timeline
      return mark(timeline, { upToSeq, status: 'read', author: 'visitor', at: null })
    }
    default:
      return timeline
  }
}

function arrival(timeline: Timeline, arrived: Arrival): ThreadArrival {
  return arrived.kind === 'gap' ? arrived : applied(timeline, arrived.timeline)
}

function applied(before: Timeline, after: Timeline): ThreadArrival {
  return { kind: after === before ? 'unchanged' : 'applied', timeline: after }
}

/** The conversation an event is about; some are about the project or a visitor. */
export function conversationOf({ payload }: FeedEvent): number | null {
  return 'conversationId' in payload ? payload.conversationId : null
}

function messageIn(payload: FeedEvents['newMessage']): Message {
  const { feedSeq: _feedSeq, conversation: _conversation, ...message } = payload
  return message
}

function entering(event: FeedEvent): Conversation | null {
  return event.event === 'newMessage' ? event.payload.conversation : null
}

function withSnapshot(known: Conversation, snapshot: Conversation): Conversation {
  if (snapshot.revision <= known.revision) return known
  // Presence has no place in an ordered log: what passing events said stays.
  const { isOnline } = known.visitor
  const visitor = isOnline === undefined ? snapshot.visitor : { ...snapshot.visitor, isOnline }
  return { ...snapshot, visitor }
}

function withFields(
  known: Conversation,
  { fields, version, revision }: FeedEvents['conversationUpdated'],
): Conversation {
  if (revision <= known.revision) return known
  return { ...known, ...fields, version, revision }
}

const ROW_FIELDS = ['name', 'email'] as const

/** A visitor's name or address reaches every conversation they have; the rest is for their panel. */
function withVisitor(
  known: Conversation,
  { visitorId, fields }: FeedEvents['visitorUpdated'],
): Conversation {
  if (known.visitor.id !== visitorId) return known
  const told = ROW_FIELDS.filter((name) => name in fields && fields[name] !== known.visitor[name])
  if (told.length === 0) return known
  const changes = Object.fromEntries(told.map((name) => [name, fields[name]]))
  return { ...known, visitor: { ...known.visitor, ...changes } }
}

/** Marks only grow, so they need no guard; two of them may share a revision. */
function withMark(
  known: Conversation,
  { upToSeq, status, revision }: FeedEvents['messageStatusChanged'],
): Conversation {
  const visitorDeliveredSeq = Math.max(known.visitorDeliveredSeq, upToSeq)
  const visitorReadSeq =
    status === 'read' ? Math.max(known.visitorReadSeq, upToSeq) : known.visitorReadSeq
  const isKnown =
    visitorDeliveredSeq === known.visitorDeliveredSeq && visitorReadSeq === known.visitorReadSeq
  const next = Math.max(known.revision, revision ?? 0)
  if (isKnown && next === known.revision) return known
  return { ...known, visitorDeliveredSeq, visitorReadSeq, revision: next }
}

function insert(list: readonly Conversation[], one: Conversation): Conversation[] {
  return [...list, one].sort(byActivity)
}

/** Newest activity first, as the server orders a page. */
function byActivity(a: Conversation, b: Conversation): number {
  const first = a.lastMessageAt ?? a.createdAt
  const second = b.lastMessageAt ?? b.createdAt
  if (first !== second) return first < second ? 1 : -1
  return b.id - a.id
}
