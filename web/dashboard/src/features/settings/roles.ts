import type { RoleName } from '@frontdesk/protocol'

export const ROLES: readonly RoleName[] = ['agent', 'manager', 'owner']

export const ROLE_WORDS: Record<RoleName, string> = {
  agent: 'Agent',
  manager: 'Manager',
  owner: 'Owner',
}

export function isRole(value: string): value is RoleName {
  return ROLES.some((role) => role === value)
}
