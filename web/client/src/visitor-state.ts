import type { VisitorConversation } from '@frontdesk/protocol'
import { type Bubble, bubblesOf } from './bubbles.ts'
import type { Connection } from './connection.ts'
import type { Entries, Outgoing } from './outgoing.ts'
import { plainStanding, type Standing } from './standing.ts'
import { lastSeq, type Timeline } from './timeline.ts'
import { asWished } from './wishes.ts'

export interface VisitorState extends Standing {
  readonly connection: Connection
  /** Null until the first message is stored. */
  readonly conversation: VisitorConversation | null
  readonly bubbles: readonly Bubble[]
  readonly hasOlder: boolean
  readonly typingAgent: string | null
  readonly unreadCount: number
  /** The server has told us the history at least once. */
  readonly isReady: boolean
}

export const initialState: VisitorState = {
  ...plainStanding,
  connection: { kind: 'idle' },
  conversation: null,
  bubbles: [],
  hasOlder: false,
  typingAgent: null,
  unreadCount: 0,
  isReady: false,
}

export interface Known extends Omit<VisitorState, 'bubbles' | 'unreadCount'> {
  timeline: Timeline | null
  entries: Entries
  readSeq: number
}

export function visitorState({ timeline, entries, readSeq, ...known }: Known): VisitorState {
  const bubbles = bubblesOf(timeline, entries, 'visitor')
  return {
    ...known,
    conversation: asWished(known.conversation, known.wished),
    bubbles,
    unreadCount: unreadCount(timeline, readSeq),
  }
}

/** Whether the timeline shows this message by now, so that the outbox may let go of it. */
export function shownIn(timeline: Timeline | null): (entry: Outgoing) => boolean {
  const tempIds = new Set(timeline?.messages.map((message) => message.tempId))
  return ({ tempId, message }) => {
    if (tempIds.has(tempId)) return true
    if (!timeline || !message) return false
    const isEarlier = message.conversationId < timeline.conversationId
    const isHere = message.conversationId === timeline.conversationId
    return isEarlier || (isHere && message.seq <= lastSeq(timeline))
  }
}

/** The newest message of the team: what a receipt confirms. */
export function lastTeamSeq(timeline: Timeline | null): number {
  return timeline?.messages.findLast((message) => !message.fromCustomer)?.seq ?? 0
}

function unreadCount(timeline: Timeline | null, readSeq: number): number {
  const isUnread = (message: { fromCustomer: boolean; seq: number; deletedAt: string | null }) =>
    !message.fromCustomer && message.seq > readSeq && message.deletedAt === null
  return timeline?.messages.filter(isUnread).length ?? 0
}
