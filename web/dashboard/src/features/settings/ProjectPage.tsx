import type { PatchProject, Project } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from '../../api/http'
import { projectQuery, projectsQuery } from '../../api/queries'
import { mayActAs } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { DomainsEditor } from '../../shared/DomainsEditor'
import { Loaded } from '../../shared/Loaded'
import { Part, Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { Field, Input, Select } from '../../ui/Field'
import { submitting } from '../../ui/submitting'
import * as t from '../../words/words'
import { RateLimit } from './RateLimit'

export function ProjectPage() {
  const { projectId } = useLive()
  const project = useQuery(projectQuery(projectId))
  return (
    <Sheet title={t.settings.general} lead={t.settings.whatVisitorsSeeWhere}>
      <Loaded query={project}>{(data) => <ProjectForm project={data} />}</Loaded>
    </Sheet>
  )
}

type Settings = Required<PatchProject>

function ProjectForm({ project }: { project: Project }) {
  const client = useQueryClient()
  const isOwner = mayActAs(project.role, 'owner')
  const form = useForm<Settings, Project>({
    values: settingsOf(project),
    save: (_, changes) =>
      http.patch(`/projects/${project.id}`, { body: changes, ifMatch: project.version }),
    onSaved: (saved) => {
      client.setQueryData(projectQuery(project.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: projectsQuery.queryKey })
    },
  })
  const { current, edit, wrong } = form
  return (
    <form onSubmit={submitting(form.submit)} className="grid gap-6">
      <Part>
        <Field
          label={t.settings.projectName}
          hint={isOwner ? t.settings.onlyYourTeamSees : t.settings.onlyAnOwnerCanChange}
          error={wrong['name']}
        >
          {(control) => (
            <Input
              {...control}
              dir="auto"
              value={current.name}
              maxLength={120}
              required
              disabled={!isOwner}
              onChange={(event) => edit({ name: event.target.value })}
            />
          )}
        </Field>
        <Persona current={current} edit={edit} wrong={wrong} />
      </Part>
      <Part title={t.settings.whereTheWidgetMayAppear} lead={t.settings.pagesOfOtherSitesCannot}>
        <DomainsEditor
          domains={current.allowedDomains}
          onChange={(allowedDomains) => edit({ allowedDomains })}
          error={wrong['allowedDomains']}
          disabled={!isOwner}
        />
      </Part>
      <Part title={t.settings.conversations}>
        <History current={current} edit={edit} wrong={wrong} />
        <RateLimit
          limit={current.messageRateLimit}
          seconds={current.messageRateSeconds}
          onChange={edit}
          wrong={wrong}
        />
      </Part>
      <SaveBar {...form.bar} />
    </form>
  )
}

type PieceProps = {
  current: Settings
  edit: (change: Partial<Settings>) => void
  wrong: Record<string, string>
}

function Persona({ current, edit, wrong }: PieceProps) {
  return (
    <>
      <Field
        label={t.settings.persona}
        hint={t.settings.theNameYourTeamAnswers}
        error={wrong['personaName']}
      >
        {(control) => (
          <Input
            {...control}
            dir="auto"
            value={current.personaName}
            maxLength={120}
            required
            onChange={(event) => edit({ personaName: event.target.value })}
          />
        )}
      </Field>
      <Field
        label={t.settings.personaPicture}
        hint={t.settings.anHttpsAddress}
        error={wrong['personaAvatarUrl']}
      >
        {(control) => (
          <Input
            {...control}
            type="url"
            dir="ltr"
            placeholder="https://"
            value={current.personaAvatarUrl ?? ''}
            onChange={(event) => edit({ personaAvatarUrl: event.target.value.trim() || null })}
          />
        )}
      </Field>
    </>
  )
}

function History({ current, edit, wrong }: PieceProps) {
  const forever = current.historyVisibility === 'forever'
  return (
    <>
      <Field
        label={t.settings.whatAReturningVisitorSees}
        hint={
          forever
            ? t.settings.theSameConversationContinuesIndefinitely
            : t.settings.aFinishedConversationDisappears
        }
        error={wrong['historyVisibility']}
      >
        {(control) => (
          <Select
            {...control}
            value={current.historyVisibility}
            onChange={(event) =>
              edit({
                historyVisibility: event.target.value === 'forever' ? 'forever' : 'limit_to_active',
              })
            }
          >
            <option value="limit_to_active">{t.settings.onlyAConversation}</option>
            <option value="forever">{t.settings.theirLatestConversationAlways}</option>
          </Select>
        )}
      </Field>
      {forever ? (
        <Field
          label={t.settings.aSolvedConversationCan}
          hint={t.settings.afterThatAMessageBegins}
          error={wrong['reopenDays']}
        >
          {(control) => (
            <span className="flex items-center gap-2">
              <Input
                {...control}
                type="number"
                min={0}
                max={3650}
                className="w-28"
                value={current.reopenDays}
                onChange={(event) => edit({ reopenDays: event.target.valueAsNumber || 0 })}
              />
              {t.settings.days}
            </span>
          )}
        </Field>
      ) : null}
    </>
  )
}

function settingsOf(project: Project): Settings {
  return {
    name: project.name,
    personaName: project.personaName,
    personaAvatarUrl: project.personaAvatarUrl,
    allowedDomains: project.allowedDomains,
    historyVisibility: project.historyVisibility,
    reopenDays: project.reopenDays,
    messageRateLimit: project.messageRateLimit,
    messageRateSeconds: project.messageRateSeconds,
  }
}
