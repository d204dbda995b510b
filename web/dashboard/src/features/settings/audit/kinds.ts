import type { AuditKind } from '@frontdesk/protocol'
import type { AuditFilter } from '../../../api/audit'
import * as t from '../../../words/words'
import { auditSearchFrom } from './filter'

export const AUDIT_KINDS = Object.keys(t.audit.kinds).filter(isAuditKind)

/** What is looked for; a kind that does not exist is no filter. */
export function auditFilterFrom(search: Record<string, unknown>): AuditFilter {
  const { kind, ...rest } = auditSearchFrom(search)
  return { ...rest, ...(isAuditKind(kind) ? { kind } : {}) }
}

export function isFiltered(filter: AuditFilter): boolean {
  return Object.keys(filter).length > 0
}

/** Where the whole of what is looked for can be downloaded. */
export function auditFile(projectId: number, filter: AuditFilter): string {
  const query = new URLSearchParams({ format: 'csv' })
  for (const [name, value] of Object.entries(filter)) query.set(name, String(value))
  return `/api/v1/projects/${projectId}/audit-log?${query}`
}

function isAuditKind(value: unknown): value is AuditKind {
  return typeof value === 'string' && Object.hasOwn(t.audit.kinds, value)
}
