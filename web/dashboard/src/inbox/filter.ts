import type { ConversationStatus } from '@frontdesk/protocol'

export type StatusFilter = ConversationStatus | 'all'
export type InboxFilter = { status: StatusFilter; q: string }

export const STATUS_WORDS: Record<StatusFilter, string> = {
  open: 'Open',
  pending: 'Pending',
  solved: 'Solved',
  spam: 'Spam',
  all: 'All',
}

export const FILTERS: readonly StatusFilter[] = ['open', 'pending', 'solved', 'spam', 'all']

/** The address bar holds the filter; whatever else it holds is not ours. */
export function filterFrom(search: Record<string, unknown>): { status?: StatusFilter; q?: string } {
  const { status, q } = search
  return {
    ...(isStatusFilter(status) && status !== 'open' ? { status } : {}),
    ...(typeof q === 'string' && q.trim() !== '' ? { q: q.slice(0, 200) } : {}),
    ...(typeof q === 'number' ? { q: String(q) } : {}),
  }
}

function isStatusFilter(value: unknown): value is StatusFilter {
  return FILTERS.some((filter) => filter === value)
}
