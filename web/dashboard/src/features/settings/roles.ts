import type { RoleName } from '@frontdesk/protocol'
import * as t from '../../words/words'

export const ROLES: readonly RoleName[] = ['agent', 'manager', 'owner']

export const ROLE_WORDS: Record<RoleName, string> = {
  agent: t.settings.agent,
  manager: t.settings.manager,
  owner: t.settings.owner,
}

export function isRole(value: string): value is RoleName {
  return ROLES.some((role) => role === value)
}
