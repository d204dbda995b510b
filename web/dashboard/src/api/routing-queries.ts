import type {
  AgentsReport,
  AssignmentPage,
  CannedResponse,
  ChatStateSummary,
  Conversation,
  ConversationEventPage,
  Project,
  QueueOverview,
  RoutingSettings,
  StuckChats,
  Tag,
} from '@frontdesk/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { call } from './http'
import { everyPage } from './queries'

// Events say when to ask again; this is for what only time changes (idle, stuck, samples).
const NOW_AND_THEN_MS = 60_000

export const queueQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'queue'],
    queryFn: () => call<QueueOverview>('GET', `/projects/${projectId}/queue`),
    refetchInterval: NOW_AND_THEN_MS,
  })

export const summaryQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'board', 'summary'],
    queryFn: () =>
      call<ChatStateSummary>('GET', `/projects/${projectId}/reports/chat-state-summary`),
    refetchInterval: NOW_AND_THEN_MS,
  })

export const stuckQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'board', 'stuck'],
    queryFn: async () =>
      (await call<StuckChats>('GET', `/projects/${projectId}/reports/stuck`)).data,
    refetchInterval: NOW_AND_THEN_MS,
  })

export const agentsReportQuery = (projectId: number, from: string, to: string) =>
  queryOptions({
    queryKey: ['project', projectId, 'agents-report', from, to],
    queryFn: () =>
      call<AgentsReport>('GET', `/projects/${projectId}/reports/agents?from=${from}&to=${to}`),
    placeholderData: keepPreviousData,
  })

export const routingSettingsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'routing-settings'],
    queryFn: async () => {
      // The version first: settings that are newer than it can only be refused, never overwritten.
      const { version } = await call<Project>('GET', `/projects/${projectId}`)
      const path = `/projects/${projectId}/routing-settings`
      return { version, settings: await call<RoutingSettings>('GET', path) }
    },
  })

export const cannedQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'canned'],
    queryFn: () => everyPage<CannedResponse>(`/projects/${projectId}/canned-responses`),
  })

export const tagsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'tags'],
    queryFn: () => everyPage<Tag>(`/projects/${projectId}/tags`),
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
      const path = `/projects/${projectId}/inbox/conversations/${id}/events`
      return (await call<ConversationEventPage>('GET', path)).data
    },
    gcTime: HISTORY_KEPT_MS,
  })

export const assignmentsQuery = ({ id, projectId, version, agentRepliedAt }: Conversation) =>
  queryOptions({
    queryKey: ['project', projectId, 'assignments', id, version, agentRepliedAt],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations/${id}/assignments`
      return (await call<AssignmentPage>('GET', path)).data
    },
    placeholderData: keepPreviousData,
    gcTime: HISTORY_KEPT_MS,
  })
