import type { RoleName } from '@frontdesk/protocol'
import { mayActAs } from '../../api/session'
import * as t from '../../words/words'

type SettingsPath =
  | '/projects/$projectId/settings/project'
  | '/projects/$projectId/settings/widget'
  | '/projects/$projectId/settings/install'
  | '/projects/$projectId/settings/members'
  | '/projects/$projectId/settings/audit'
  | '/projects/$projectId/settings/responder'
  | '/projects/$projectId/settings/routing'
  | '/projects/$projectId/settings/canned'
  | '/projects/$projectId/settings/tags'
  | '/projects/$projectId/settings/profile'
  | '/projects/$projectId/settings/security'
  | '/projects/$projectId/settings/alerts'

export type SettingsPage = {
  name: string
  words: string
  to: SettingsPath
  group: 'project' | 'you'
  needs: RoleName
}

const PAGES: readonly SettingsPage[] = [
  {
    name: 'project',
    words: t.pages.general,
    to: '/projects/$projectId/settings/project',
    group: 'project',
    needs: 'manager',
  },
  {
    name: 'widget',
    words: t.pages.widgetLook,
    to: '/projects/$projectId/settings/widget',
    group: 'project',
    needs: 'manager',
  },
  {
    name: 'install',
    words: t.pages.install,
    to: '/projects/$projectId/settings/install',
    group: 'project',
    needs: 'manager',
  },
  {
    name: 'routing',
    words: t.pages.routing,
    to: '/projects/$projectId/settings/routing',
    group: 'project',
    needs: 'manager',
  },
  {
    name: 'responder',
    words: t.pages.assistant,
    to: '/projects/$projectId/settings/responder',
    group: 'project',
    needs: 'manager',
  },
  {
    name: 'canned',
    words: t.pages.cannedReplies,
    to: '/projects/$projectId/settings/canned',
    group: 'project',
    needs: 'agent',
  },
  {
    name: 'tags',
    words: t.pages.tags,
    to: '/projects/$projectId/settings/tags',
    group: 'project',
    needs: 'agent',
  },
  {
    name: 'members',
    words: t.pages.members,
    to: '/projects/$projectId/settings/members',
    group: 'project',
    needs: 'agent',
  },
  {
    name: 'audit',
    words: t.pages.auditLog,
    to: '/projects/$projectId/settings/audit',
    group: 'project',
    needs: 'owner',
  },
  {
    name: 'profile',
    words: t.pages.profile,
    to: '/projects/$projectId/settings/profile',
    group: 'you',
    needs: 'agent',
  },
  {
    name: 'security',
    words: t.pages.passwordAndSessions,
    to: '/projects/$projectId/settings/security',
    group: 'you',
    needs: 'agent',
  },
  {
    name: 'alerts',
    words: t.pages.alertsAndAppearance,
    to: '/projects/$projectId/settings/alerts',
    group: 'you',
    needs: 'agent',
  },
]

/** The settings somebody with this role can do anything with. */
export function settingsPages(role: RoleName | undefined): SettingsPage[] {
  return PAGES.filter((page) => mayActAs(role, page.needs))
}
