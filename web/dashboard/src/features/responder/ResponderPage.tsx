import type { ResponderSettings } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/http'
import { mayActAs, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Part, Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { EmptyState } from '../../ui/Empty'
import { submitting } from '../../ui/submitting'
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
    <Sheet
      title="Assistant"
      lead="An AI that answers visitors, or drafts answers for your agents. It never talks over a person: whoever takes a chat has it alone."
    >
      <Settings projectId={projectId} />
    </Sheet>
  )
}

function ForManagers() {
  return (
    <Sheet title="Assistant">
      <EmptyState icon={null} title="Managers look after this">
        What the assistant does in a chat stands in that chat, under Assistant.
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
      call<ResponderSettings>('PUT', `/projects/${projectId}/responder`, bodyOf(values), {
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
            legend="What it does"
            value={current.mode}
            choices={MODES}
            error={wrong['mode']}
            onChange={(mode) => edit({ mode })}
          />
          {current.mode === 'auto' ? (
            <Choices
              legend="When it answers"
              value={current.when}
              choices={WHENS}
              error={wrong['when']}
              onChange={(when) => edit({ when })}
            />
          ) : null}
        </Part>
        <Part title="How it answers">
          <StyleFields projectId={projectId} current={current} edit={edit} wrong={wrong} />
        </Part>
        <Part
          title="Language models"
          lead="Asked in this order: when one fails or is too slow, the next one is asked. Keys are stored encrypted and never shown again."
        >
          <ProvidersEditor
            providers={current.providers}
            onChange={(providers) => edit({ providers })}
            wrong={wrong}
          />
        </Part>
        <Part
          title="People come first"
          lead="A visitor who has had no answer in time goes to the queue, whatever the assistant does."
        >
          <MeanwhileField current={current} edit={edit} wrong={wrong} />
          <GatedWordsField current={current} edit={edit} wrong={wrong} />
        </Part>
        <Part
          title="Budgets"
          lead="Once one is spent, the assistant is silent and the visitor waits for a person. A token is about three quarters of a word, read or written."
        >
          <BudgetFields
            current={current}
            tokensToday={settings.tokensToday}
            edit={edit}
            wrong={wrong}
          />
        </Part>
        <SaveBar {...form.bar} />
      </form>
      <Part title="Try it" lead="Ask as a visitor would. Nothing is stored and no budget is spent.">
        <TryBox projectId={projectId} isChanged={form.bar.changed} />
      </Part>
    </>
  )
}
