/** What the address of the audit log says; whether its kind exists is known to the page alone. */
export type AuditSearch = { user?: number; kind?: string; from?: string; to?: string }

const DAY = /^\d{4}-\d{2}-\d{2}$/
const KIND = /^[a-z_]{1,40}$/

/** The address bar holds what is looked for, so that it can be shared. */
export function auditSearchFrom(search: Record<string, unknown>): AuditSearch {
  const { user, kind, from, to } = search
  return {
    ...(typeof user === 'number' && Number.isSafeInteger(user) && user > 0 ? { user } : {}),
    ...(typeof kind === 'string' && KIND.test(kind) ? { kind } : {}),
    ...(isDay(from) ? { from } : {}),
    ...(isDay(to) && !(isDay(from) && from > to) ? { to } : {}),
  }
}

function isDay(value: unknown): value is string {
  return typeof value === 'string' && DAY.test(value) && !Number.isNaN(Date.parse(value))
}
