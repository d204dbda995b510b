import type { DryRun, WorkflowDefinition } from '@frontdesk/protocol'
import { queryOptions } from '@tanstack/react-query'
import { http } from '../../../api/http'

export const workflowsPath = (projectId: number) => `/projects/${projectId}/workflows` as const
export const workflowPath = (projectId: number, id: number) =>
  `${workflowsPath(projectId)}/${id}` as const

export const workflowsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows'],
    queryFn: async () => (await http.get(workflowsPath(projectId), { query: { limit: 200 } })).data,
  })

/** Read once when opened: the canvas holds it from then on, and must not lose edits to a refetch. */
export const workflowQuery = (projectId: number, id: number) =>
  queryOptions({
    queryKey: ['workflow', projectId, id],
    queryFn: () => http.get(workflowPath(projectId, id)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const versionsQuery = (projectId: number, id: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows', id, 'versions'],
    queryFn: async () =>
      (await http.get(`${workflowPath(projectId, id)}/versions`, { query: { limit: 200 } })).data,
  })

export const versionQuery = (projectId: number, id: number, number: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows', id, 'versions', number],
    queryFn: () => http.get(`${workflowPath(projectId, id)}/versions/${number}`),
    staleTime: 60_000,
  })

export function check(projectId: number, definition: WorkflowDefinition, signal: AbortSignal) {
  return http.post(`${workflowsPath(projectId)}/check`, { body: { definition }, signal })
}

export function dryRun(projectId: number, id: number, body: DryRun, signal: AbortSignal) {
  return http.post(`${workflowPath(projectId, id)}/dry-run`, { body, signal })
}

const LATEST = 25

/** Whom one could try a workflow on. */
export const recentChatsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'recent-chats'],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations` as const
      return (await http.get(path, { query: { limit: LATEST } })).data
    },
  })
