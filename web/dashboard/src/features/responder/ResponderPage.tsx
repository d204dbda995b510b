import type { ResponderSettings } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from '../../api/http'
import { mayActAs, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Part, Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { EmptyState } from '../../ui/Empty'
import { submitting } from '../../ui/submitting'
import * as t from '../../words/words'
import { BudgetFields } from './BudgetFields'
import { Choices } from './Choices'
import { GatedWordsField } from './GatedWordsField'
import { MeanwhileField } from './MeanwhileField'
import { ProvidersEditor } from './ProvidersEditor'
import { bodyOf, type EditedSettings, settingsOf } from './providers'
import { responderQuery } from './queries'
import { StyleFields } from './StyleFields'
import { TryBox } from './TryBox'
import { MODES, WHENS } from './words'

export function ResponderPage() {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  if (role !== undefined && !mayActAs(role, 'manager')) return <ForManagers />
  return (
    <Sheet title={t.assistant.assistant} lead={t.assistant.anAiThatAnswersVisitors}>
      <Settings projectId={projectId} />
    </Sheet>
  )
}

function ForManagers() {
  return (
    <Sheet title={t.assistant.assistant}>
      <EmptyState icon={null} title={t.assistant.managersTakeCare}>
        {t.assistant.whatTheAssistantDoes}
      </EmptyState>
    </Sheet>
  )
}

function Settings({ projectId }: { projectId: number }) {
  const settings = useQuery(responderQuery(projectId))
  return (
    <Loaded query={settings}>
      {(data) => <ResponderForm projectId={projectId} settings={data} />}
    </Loaded>
  )
}

type FormProps = { projectId: number; settings: ResponderSettings }

function ResponderForm({ projectId, settings }: FormProps) {
  const client = useQueryClient()
  const form = useForm<EditedSettings, ResponderSettings>({
    values: settingsOf(settings),
    save: (values) =>
      http.put(`/projects/${projectId}/responder`, {
        body: bodyOf(values),
        ifMatch: settings.version,
      }),
    onSaved: (saved) => client.setQueryData(responderQuery(projectId).queryKey, saved),
  })
  const { current, edit, wrong } = form
  return (
    <>
      <form onSubmit={submitting(form.submit)} className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Part>
          <Choices
            legend={t.assistant.whatItDoes}
            value={current.mode}
            choices={MODES}
            error={wrong['mode']}
            onChange={(mode) => edit({ mode })}
          />
          {current.mode === 'auto' ? (
            <Choices
              legend={t.assistant.whenItAnswers}
              value={current.when}
              choices={WHENS}
              error={wrong['when']}
              onChange={(when) => edit({ when })}
            />
          ) : null}
        </Part>
        <Part title={t.assistant.howItAnswers}>
          <StyleFields projectId={projectId} current={current} edit={edit} wrong={wrong} />
        </Part>
        <Part title={t.assistant.languageModels} lead={t.assistant.askedInThisOrder}>
          <ProvidersEditor
            providers={current.providers}
            onChange={(providers) => edit({ providers })}
            wrong={wrong}
          />
        </Part>
        <Part title={t.assistant.peopleComeFirst} lead={t.assistant.aVisitor}>
          <MeanwhileField current={current} edit={edit} wrong={wrong} />
          <GatedWordsField current={current} edit={edit} wrong={wrong} />
        </Part>
        <Part title={t.assistant.budgets} lead={t.assistant.onceOneIsSpent}>
          <BudgetFields
            current={current}
            tokensToday={settings.tokensToday}
            edit={edit}
            wrong={wrong}
          />
        </Part>
        <SaveBar {...form.bar} />
      </form>
      <Part title={t.assistant.tryIt} lead={t.assistant.askAsAVisitorWould}>
        <TryBox projectId={projectId} isChanged={form.bar.changed} />
      </Part>
    </>
  )
}
