import type { Conversation } from '@frontdesk/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { http } from './http'
import { everyPage } from './queries'

// Events say when to ask again; this is for what only time changes (idle, stuck, samples).
const NOW_AND_THEN_MS = 60_000

export const queueQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'queue'],
    queryFn: () => http.get(`/projects/${projectId}/queue`),
    refetchInterval: NOW_AND_THEN_MS,
  })

export const summaryQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'board', 'summary'],
    queryFn: () => http.get(`/projects/${projectId}/reports/chat-state-summary`),
    refetchInterval: NOW_AND_THEN_MS,
  })

export const stuckQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'board', 'stuck'],
    queryFn: async () => (await http.get(`/projects/${projectId}/reports/stuck`)).data,
    refetchInterval: NOW_AND_THEN_MS,
  })

export const agentsReportQuery = (projectId: number, from: string, to: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'agents-report', from, to],
    queryFn: () => http.get(`/projects/${projectId}/reports/agents`, { query: { from, to } }),
    placeholderData: keepPreviousData,
  })

export const cannedQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'canned'],
    queryFn: () =>
      everyPage((query) => http.get(`/projects/${projectId}/canned-responses`, { query })),
  })

export const tagsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'tags'],
    queryFn: () => everyPage((query) => http.get(`/projects/${projectId}/tags`, { query })),
  })

const HISTORY_KEPT_MS = 60_000

/**
 * The history of a conversation. Every change that makes an entry raises `version`, so asking
 * by it is always asking for the newest.
 */
export const eventsQuery = ({ id, projectId, version }: Conversation) =>
  queryOptions({
    queryKey: ['project', projectId, 'events', id, version],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations/${id}/events` as const
      return (await http.get(path)).data
    },
    gcTime: HISTORY_KEPT_MS,
  })

export const assignmentsQuery = ({ id, projectId, version, agentRepliedAt }: Conversation) =>
  queryOptions({
    queryKey: ['project', projectId, 'assignments', id, version, agentRepliedAt],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations/${id}/assignments` as const
      return (await http.get(path)).data
    },
    placeholderData: keepPreviousData,
    gcTime: HISTORY_KEPT_MS,
  })
