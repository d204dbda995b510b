import type {
  ConversationPage,
  DryRun,
  DryRunResult,
  Workflow,
  WorkflowDefinition,
  WorkflowPage,
  WorkflowProblems,
  WorkflowVersionDetails,
  WorkflowVersionPage,
} from '@frontdesk/protocol'
import { queryOptions } from '@tanstack/react-query'
import { call } from '../../../api/http'

export const workflowsPath = (projectId: number) => `/projects/${projectId}/workflows`
export const workflowPath = (projectId: number, id: number) => `${workflowsPath(projectId)}/${id}`

export const workflowsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows'],
    queryFn: async () =>
      (await call<WorkflowPage>('GET', `${workflowsPath(projectId)}?limit=200`)).data,
  })

/** Read once when opened: the canvas holds it from then on, and must not lose edits to a refetch. */
export const workflowQuery = (projectId: number, id: number) =>
  queryOptions({
    queryKey: ['workflow', projectId, id],
    queryFn: () => call<Workflow>('GET', workflowPath(projectId, id)),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })

export const versionsQuery = (projectId: number, id: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows', id, 'versions'],
    queryFn: async () =>
      (await call<WorkflowVersionPage>('GET', `${workflowPath(projectId, id)}/versions?limit=200`))
        .data,
  })

export const versionQuery = (projectId: number, id: number, number: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'workflows', id, 'versions', number],
    queryFn: () =>
      call<WorkflowVersionDetails>('GET', `${workflowPath(projectId, id)}/versions/${number}`),
    staleTime: 60_000,
  })

export function check(projectId: number, definition: WorkflowDefinition, signal: AbortSignal) {
  return call<WorkflowProblems>(
    'POST',
    `${workflowsPath(projectId)}/check`,
    { definition },
    { signal },
  )
}

export function dryRun(
  projectId: number,
  id: number,
  body: DryRun,
  signal: AbortSignal,
): Promise<DryRunResult> {
  return call('POST', `${workflowPath(projectId, id)}/dry-run`, body, { signal })
}

const LATEST = 25

/** Whom one could try a workflow on. */
export const recentChatsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'recent-chats'],
    queryFn: async () => {
      const path = `/projects/${projectId}/inbox/conversations?limit=${LATEST}`
      return (await call<ConversationPage>('GET', path)).data
    },
  })
