import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo } from 'react'
import { http } from '../api/http'
import { filterOf, type InboxFilter } from './inbox-filter'
import { useLive, useLiveState } from './LiveProvider'
import { rowsOf } from './list-rows'

export type InboxSource =
  | { state: 'loading' }
  | { state: 'failed'; reason: string; retry: () => void }
  | {
      state: 'ready'
      rows: readonly Conversation[]
      known: (id: number) => Conversation | undefined
      hasMore: boolean
      isLoadingMore: boolean
      loadMore: () => void
    }

export function useInbox(filter: InboxFilter): InboxSource {
  const live = useLive()
  const state = useLiveState(({ lists }) => lists.stateOf(filter))
  const known = useLiveState(({ conversations }) => conversations.known)
  useEffect(() => live.lists.show(filter), [live, filter])

  const frontier = state?.kind === 'ready' ? state.value.frontier : null
  const rows = useMemo(() => rowsOf(known.values(), filter, frontier), [known, filter, frontier])
  const find = useCallback((id: number) => known.get(id), [known])
  const loadMore = useCallback(() => void live.lists.loadMore(filter), [live, filter])

  if (!state || state.kind === 'loading') return { state: 'loading' }
  if (state.kind === 'failed') {
    return { state: 'failed', reason: state.reason, retry: () => void live.lists.load(filter) }
  }
  return {
    state: 'ready',
    rows,
    known: find,
    hasMore: state.value.cursor !== null,
    isLoadingMore: state.isLoadingMore,
    loadMore,
  }
}

const EVERYTHING = filterOf({ status: 'all' }, 0)
const NAMED_AT_MOST = 200

/** For the palette: the newest of what this page knows. */
export function useKnownConversations(): Conversation[] {
  const known = useLiveState(({ conversations }) => conversations.known)
  return useMemo(() => rowsOf(known.values(), EVERYTHING, null).slice(0, NAMED_AT_MOST), [known])
}

/** The inbox search finds a visitor's conversations by their uid. */
export function useEarlierConversations({ id, projectId, visitor, status }: Conversation) {
  return useQuery({
    queryKey: ['project', projectId, 'visitor', visitor.id, 'conversations', status],
    queryFn: async () => {
      const query = { q: visitor.uid, limit: 50 }
      const page = await http.get(`/projects/${projectId}/inbox/conversations`, { query })
      return page.data.filter((other) => other.visitor.id === visitor.id && other.id !== id)
    },
  })
}
