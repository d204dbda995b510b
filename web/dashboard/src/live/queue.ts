import type { AgentLoad, QueueOverview } from '@frontdesk/protocol'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import { queueQuery } from '../api/routing-queries'
import { useLive } from './LiveProvider'

/** Who waits and who answers, asked again whenever something of it happens. */
export function useQueue(): UseQueryResult<QueueOverview> {
  return useQuery(queueQuery(useLive().projectId))
}

const NOBODY: readonly AgentLoad[] = []

export function useAgents(): readonly AgentLoad[] {
  return useQueue().data?.agents ?? NOBODY
}

/** How many wait in the whole project, not only among those this page has loaded. */
export function useWaitingCount(): number {
  return useQueue().data?.waiting ?? 0
}
