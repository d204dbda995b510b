import type { ChatState, ConversationStatus } from '@frontdesk/protocol'
import * as t from '../words/words'

export type StatusFilter = ConversationStatus | 'all'
/** Whose turn it is; what is finished is a matter of status. */
export type TurnFilter = Exclude<ChatState, 'completed'>

/** What the list is asked for; null narrows nothing. */
export type InboxFilter = {
  status: StatusFilter
  chatState: TurnFilter | null
  assignee: number | 'none' | null
  tag: string | null
  isUnread: boolean
  q: string
}

/** The same as the address bar keeps it: `me` is whoever opens the link. */
export type InboxSearch = {
  status?: StatusFilter
  chatState?: TurnFilter
  assignee?: number | 'me' | 'none'
  tag?: string
  unread?: true
  q?: string
}

export const STATUS_WORDS: Record<StatusFilter, string> = {
  open: t.live.open,
  pending: t.live.pending,
  solved: t.live.solved,
  spam: t.live.spam,
  all: t.live.all,
}

export const TURN_WORDS: Record<TurnFilter, string> = {
  waiting_assignment: t.live.waitingForAnAgent,
  assigned: t.live.withAnAgent,
  waiting_real_user_reply: t.live.waitingForVisitor,
}

export const FILTERS: readonly StatusFilter[] = ['open', 'pending', 'solved', 'spam', 'all']
export const TURNS: readonly TurnFilter[] = [
  'waiting_assignment',
  'assigned',
  'waiting_real_user_reply',
]

const LONGEST_SEARCH = 200
const LONGEST_TAG = 50

/** The address bar holds the filter; whatever else it holds is not ours. */
export function filterFrom(search: Record<string, unknown>): InboxSearch {
  const { status, chatState, assignee, unread } = search
  const [tag, q] = [textIn(search['tag'], LONGEST_TAG), textIn(search['q'], LONGEST_SEARCH)]
  const isFinished = status === 'solved' || status === 'spam'
  return {
    ...(isOneOf(FILTERS, status) && status !== 'open' ? { status } : {}),
    // Nothing finished waits for anybody: the two together would never show a row.
    ...(isOneOf(TURNS, chatState) && !isFinished ? { chatState } : {}),
    ...(isAssignee(assignee) ? { assignee } : {}),
    ...(tag === '' ? {} : { tag }),
    ...(unread === true ? { unread } : {}),
    ...(q === '' ? {} : { q }),
  }
}

/** What this person means by it. */
export function filterOf(search: InboxSearch, myId: number): InboxFilter {
  return {
    status: search.status ?? 'open',
    chatState: search.chatState ?? null,
    assignee: search.assignee === 'me' ? myId : (search.assignee ?? null),
    tag: search.tag ?? null,
    isUnread: search.unread === true,
    q: search.q ?? '',
  }
}

/** The question to the server. */
export function queryOf({ status, chatState, assignee, tag, isUnread, q }: InboxFilter) {
  return {
    ...(status === 'all' ? {} : { status }),
    ...(chatState ? { chatState } : {}),
    ...(assignee === null ? {} : { assignee: String(assignee) }),
    ...(tag === null ? {} : { tag }),
    ...(isUnread ? { unread: 'true' as const } : {}),
    ...(q ? { q } : {}),
  }
}

function isOneOf<Value>(all: readonly Value[], value: unknown): value is Value {
  return all.some((one) => one === value)
}

function isAssignee(value: unknown): value is number | 'me' | 'none' {
  return value === 'me' || value === 'none' || (Number.isSafeInteger(value) && Number(value) > 0)
}

/** The address bar gives a number where somebody searched for one. */
function textIn(value: unknown, longest: number): string {
  const text = typeof value === 'number' || typeof value === 'boolean' ? String(value) : value
  return typeof text === 'string' && text.trim() !== '' ? text.slice(0, longest) : ''
}
