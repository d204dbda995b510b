import type { Conversation } from '@frontdesk/protocol'
import type { InboxFilter } from '../inbox/filter'

/** Where a loaded page ends, in the order of the list. */
export type Frontier = { at: string; id: number }

export function filterKey({ status, q }: InboxFilter): string {
  return `${status}/${q}`
}

/** Whether the server would list this conversation under this filter. */
export function belongs(conversation: Conversation, { status, q }: InboxFilter): boolean {
  if (conversation.lastMessageAt === null) return false
  if (status !== 'all' && conversation.status !== status) return false
  return q === '' || isFound(conversation, q.toLowerCase())
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
