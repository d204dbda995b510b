import type { RoleName, SettingsGroup } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { mayActAs, useProject } from '../../api/session'
import { type Replacement, replaceSettings, type Settings, settingsQuery } from '../../api/settings'
import { useLive } from '../../live/LiveProvider'
import { EmptyState } from '../../ui/Empty'
import * as t from '../../words/words'
import { Loaded } from '../Loaded'
import { Sheet } from '../PageBody'
import { problemsIn } from './check'
import { DeclaredForm } from './DeclaredForm'
import type { Section } from './fields'
import { type Form, useForm } from './useForm'

/** What makes a page of a group of settings. */
export type GroupProps<Group extends SettingsGroup, Values> = {
  group: Group
  title: string
  lead: string
  sections: (settings: Settings[Group], role: RoleName) => readonly Section<Values>[]
  /** What is edited of it, and what is sent of that. */
  read: (settings: Settings[Group]) => Values
  write: (values: Values) => Replacement[Group]
  /** What stands beside the form on a wide screen, and below it. */
  beside?: (values: Values) => ReactNode
  below?: (form: Form<Values>) => ReactNode
}

export function GroupPage<Group extends SettingsGroup, Values extends object>(
  props: GroupProps<Group, Values>,
) {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  const { title, lead, beside } = props
  if (role !== undefined && !mayActAs(role, 'manager')) {
    return (
      <Sheet title={title}>
        <EmptyState icon={null} title={t.form.managersTakeCare}>
          {t.form.onlyManagersChange}
        </EmptyState>
      </Sheet>
    )
  }
  return (
    <Sheet title={title} lead={lead} wide={beside !== undefined}>
      {role === undefined ? null : <Group {...props} projectId={projectId} role={role} />}
    </Sheet>
  )
}

type Where = { projectId: number; role: RoleName }

function Group<Group extends SettingsGroup, Values extends object>(
  props: GroupProps<Group, Values> & Where,
) {
  const query = useQuery(settingsQuery<Group>(props.projectId, props.group))
  return (
    <Loaded query={query}>
      {({ value, version }) => <GroupForm {...props} settings={value} version={version} />}
    </Loaded>
  )
}

type Read<Group extends SettingsGroup> = { settings: Settings[Group]; version: number }

function GroupForm<Group extends SettingsGroup, Values extends object>(
  props: GroupProps<Group, Values> & Where & Read<Group>,
) {
  const { projectId, role, group, settings, version, beside, below } = props
  const sections = props.sections(settings, role)
  const form = useForm<Values>({
    values: props.read(settings),
    save: (values) => replaceSettings(projectId, group, props.write(values), version),
    check: (values) => problemsIn(sections, values),
  })
  const declared = <DeclaredForm sections={sections} form={form} />
  return (
    <>
      {beside ? (
        <div className="grid grid-cols-[minmax(0,1fr)] gap-8 xl:grid-cols-[minmax(0,1fr)_400px]">
          {declared}
          {beside(form.values)}
        </div>
      ) : (
        declared
      )}
      {below?.(form)}
    </>
  )
}
