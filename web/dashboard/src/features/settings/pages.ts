import type { RoleName } from '@frontdesk/protocol'
import { mayActAs } from '../../api/session'

type SettingsPath =
  | '/projects/$projectId/settings/project'
  | '/projects/$projectId/settings/widget'
  | '/projects/$projectId/settings/install'
  | '/projects/$projectId/settings/members'
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
  group: 'Project' | 'You'
  needs: RoleName
}

const PAGES: readonly SettingsPage[] = [
  {
    name: 'project',
    words: 'General',
    to: '/projects/$projectId/settings/project',
    group: 'Project',
    needs: 'manager',
  },
  {
    name: 'widget',
    words: 'Widget look',
    to: '/projects/$projectId/settings/widget',
    group: 'Project',
    needs: 'manager',
  },
  {
    name: 'install',
    words: 'Install',
    to: '/projects/$projectId/settings/install',
    group: 'Project',
    needs: 'manager',
  },
  {
    name: 'routing',
    words: 'Routing',
    to: '/projects/$projectId/settings/routing',
    group: 'Project',
    needs: 'manager',
  },
  {
    name: 'responder',
    words: 'Assistant',
    to: '/projects/$projectId/settings/responder',
    group: 'Project',
    needs: 'manager',
  },
  {
    name: 'canned',
    words: 'Canned replies',
    to: '/projects/$projectId/settings/canned',
    group: 'Project',
    needs: 'agent',
  },
  {
    name: 'tags',
    words: 'Tags',
    to: '/projects/$projectId/settings/tags',
    group: 'Project',
    needs: 'agent',
  },
  {
    name: 'members',
    words: 'Members',
    to: '/projects/$projectId/settings/members',
    group: 'Project',
    needs: 'agent',
  },
  {
    name: 'profile',
    words: 'Profile',
    to: '/projects/$projectId/settings/profile',
    group: 'You',
    needs: 'agent',
  },
  {
    name: 'security',
    words: 'Password and sessions',
    to: '/projects/$projectId/settings/security',
    group: 'You',
    needs: 'agent',
  },
  {
    name: 'alerts',
    words: 'Alerts and look',
    to: '/projects/$projectId/settings/alerts',
    group: 'You',
    needs: 'agent',
  },
]

/** The settings somebody with this role can do anything with. */
export function settingsPages(role: RoleName | undefined): SettingsPage[] {
  return PAGES.filter((page) => mayActAs(role, page.needs))
}
