import type { Conversation } from '@frontdesk/protocol'
import { type InboxFilter, queryOf } from './inbox-filter'

/** Where a loaded page ends, in the order of the list. */
export type Frontier = { at: string; id: number }

export function filterKey(filter: InboxFilter): string {
  return JSON.stringify(queryOf(filter))
}

/** Whether the server would list this conversation under this filter. */
export function belongs(conversation: Conversation, filter: InboxFilter): boolean {
  if (conversation.lastMessageAt === null) return false
  if (askedOf(filter).some((asks) => !asks.fits(conversation))) return false
  return filter.q === '' || isFound(conversation, filter.q.toLowerCase())
}

/**
 * Whether a conversation of which only these fields are known may have entered this list just
 * now: something it asks for has changed, and nothing that is known speaks against it.
 */
export function mayEnter(fields: Partial<Conversation>, filter: InboxFilter): boolean {
  const known = askedOf(filter).filter(({ field }) => field in fields)
  // Each looks at its own field only, and that one is known.
  return known.length > 0 && known.every((asks) => asks.fits(fields as Conversation))
}

type Asked = { field: keyof Conversation; fits: (conversation: Conversation) => boolean }

/** What a filter asks for, one field each. */
function askedOf({ status, chatState, assignee, tag, isUnread }: InboxFilter): Asked[] {
  const asked: Asked[] = []
  if (status !== 'all') asked.push({ field: 'status', fits: (one) => one.status === status })
  if (chatState) asked.push({ field: 'chatState', fits: (one) => one.chatState === chatState })
  if (assignee !== null) {
    const wanted = assignee === 'none' ? null : assignee
    asked.push({ field: 'assigneeId', fits: (one) => one.assigneeId === wanted })
  }
  if (tag !== null) asked.push({ field: 'tags', fits: ({ tags }) => tags.includes(tag) })
  if (isUnread) asked.push({ field: 'unreadCount', fits: (one) => one.unreadCount > 0 })
  return asked
}

function isFound({ visitor, lastMessageSnippet }: Conversation, q: string): boolean {
  const fields = [visitor.name, visitor.email, visitor.uid, lastMessageSnippet]
  return fields.some((field) => field?.toLowerCase().includes(q))
}

/**
 * The rows of a list: every known conversation that belongs, newest activity first, down to
 * where loading has got. What lies below that is not shown before its page is loaded, even if
 * it is known, because others between it and the last row may not be.
 */
export function rowsOf(
  known: Iterable<Conversation>,
  filter: InboxFilter,
  frontier: Frontier | null,
): Conversation[] {
  const rows: Conversation[] = []
  for (const conversation of known) {
    if (belongs(conversation, filter) && isLoaded(conversation, frontier)) rows.push(conversation)
  }
  return rows.sort((a, b) => order(placeOf(a), placeOf(b)))
}

export function placeOf(conversation: Conversation): Frontier {
  return { at: conversation.lastMessageAt ?? '', id: conversation.id }
}

function isLoaded(conversation: Conversation, frontier: Frontier | null): boolean {
  return frontier === null || order(placeOf(conversation), frontier) <= 0
}

function order(a: Frontier, b: Frontier): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1
  return b.id - a.id
}
