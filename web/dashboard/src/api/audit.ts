import type { AuditKind } from '@frontdesk/protocol'
import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { http } from './http'

export type AuditFilter = { user?: number; kind?: AuditKind; from?: string; to?: string }

/** A page of the audit log, newest first: the first one, or the one that begins at a cursor. */
export const auditQuery = (projectId: number, filter: AuditFilter, cursor: string | null) =>
  queryOptions({
    queryKey: ['project', projectId, 'audit', filter, cursor],
    queryFn: () =>
      http.get(`/projects/${projectId}/audit-log`, {
        query: { ...filter, ...(cursor === null ? {} : { cursor }) },
      }),
    // What was looked for before stays on the screen until the new is there.
    ...(cursor === null ? { placeholderData: keepPreviousData } : {}),
    // Nothing announces an entry: who comes back to the page wants what is new.
    staleTime: 0,
  })
