import type {
  GeneralGroup,
  PutResponder,
  ResponderSettings,
  RoutingGroup,
  SettingsGroup,
  Versioned,
  WidgetGroup,
} from '@frontdesk/protocol'
import { queryOptions } from '@tanstack/react-query'
import { http, Refusal } from './http'
import { projectQuery, projectsQuery, queryClient } from './queries'

/** A group as it is read. */
export type Settings = {
  general: GeneralGroup
  widget: WidgetGroup
  routing: RoutingGroup
  assistant: ResponderSettings
}
/** A group as it is replaced. */
export type Replacement = Omit<Settings, 'assistant'> & { assistant: PutResponder }

type Read = {
  [Group in SettingsGroup]: (projectId: number) => Promise<Versioned<Settings[Group]>>
}
type Replace = {
  [Group in SettingsGroup]: (
    projectId: number,
    body: Replacement[Group],
    ifMatch: number,
  ) => Promise<Versioned<Settings[Group]>>
}

const { get, put } = http.versioned

const READ: Read = {
  general: (id) => get(`/projects/${id}/settings/general`),
  widget: (id) => get(`/projects/${id}/settings/widget`),
  routing: (id) => get(`/projects/${id}/settings/routing`),
  assistant: (id) => get(`/projects/${id}/settings/assistant`),
}
const REPLACE: Replace = {
  general: (id, body, ifMatch) => put(`/projects/${id}/settings/general`, { body, ifMatch }),
  widget: (id, body, ifMatch) => put(`/projects/${id}/settings/widget`, { body, ifMatch }),
  routing: (id, body, ifMatch) => put(`/projects/${id}/settings/routing`, { body, ifMatch }),
  assistant: (id, body, ifMatch) => put(`/projects/${id}/settings/assistant`, { body, ifMatch }),
}

/** A group of settings with the version it stands at. */
export const settingsQuery = <Group extends SettingsGroup>(projectId: number, group: Group) =>
  queryOptions({
    queryKey: ['project', projectId, 'settings', group],
    queryFn: () => READ[group](projectId),
  })

/** Replace a group, unless somebody has since `version`; then theirs is fetched. */
export async function replaceSettings<Group extends SettingsGroup>(
  projectId: number,
  group: Group,
  wanted: Replacement[Group],
  version: number,
): Promise<void> {
  const { queryKey } = settingsQuery(projectId, group)
  try {
    const saved = await REPLACE[group](projectId, wanted, version)
    // Theirs, saved right after, may have been read already.
    queryClient.setQueryData(queryKey, (known) =>
      known && known.version > saved.version ? known : saved,
    )
  } catch (failure) {
    if (failure instanceof Refusal && failure.status === 412)
      void queryClient.invalidateQueries({ queryKey })
    throw failure
  }
  if (group !== 'general') return
  void queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
  void queryClient.invalidateQueries({ queryKey: projectQuery(projectId).queryKey, exact: true })
}
