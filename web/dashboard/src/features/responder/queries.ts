import type { Conversation } from '@frontdesk/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { http, Refusal } from '../../api/http'

/** What stands in a conversation; others come and go, so it is asked whenever it is looked at. */
export const standingQuery = ({ id, projectId, revision }: Conversation) =>
  queryOptions({
    queryKey: ['project', projectId, 'standing', id, revision],
    queryFn: () => http.get(`/projects/${projectId}/inbox/conversations/${id}/responder`),
    staleTime: 0,
    placeholderData: keepPreviousData,
  })

const KEPT_MS = 60_000
const WHILE_THINKING_MS = 3000

/**
 * The times the responder thought. Nothing announces them by themselves, so `moment` says what
 * of the conversation has changed: every run ends in a message, a draft or a change of hands.
 */
export const runsQuery = ({ id, projectId }: Conversation, moment: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'runs', id, moment],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations/${id}/runs` as const
      return (await http.get(path)).data
    },
    refetchInterval: ({ state }) =>
      state.data?.some((run) => run.state === 'thinking') ? WHILE_THINKING_MS : false,
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  })

/** What a workflow did, step by step; none where no workflow runs. */
export const tracesQuery = ({ id, projectId }: Conversation, moment: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'traces', id, moment],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations/${id}/trace` as const
      try {
        return (await http.get(path, { query: { limit: 50 } })).data
      } catch (failure) {
        if (failure instanceof Refusal && failure.status === 404) return []
        throw failure
      }
    },
    placeholderData: keepPreviousData,
    gcTime: KEPT_MS,
  })
