import type { RoutingSettings } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '../../api/http'
import { projectQuery } from '../../api/queries'
import { routingSettingsQuery } from '../../api/routing-queries'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Part, Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { Field, TextArea } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import { submitting } from '../../ui/submitting'
import { HoursEditor } from './HoursEditor'
import { ModeChoice } from './ModeChoice'
import { Amounts } from './RoutingAmounts'
import type { RoutingFieldProps } from './routing-field'
import { TimeZoneField } from './TimeZoneField'

export function RoutingPage() {
  const { projectId } = useLive()
  const settings = useQuery(routingSettingsQuery(projectId))
  return (
    <Sheet
      title="Routing"
      lead="Who gets which chat, how long things may take, and when you are open."
    >
      <Loaded query={settings}>{(data) => <RoutingForm projectId={projectId} {...data} />}</Loaded>
    </Sheet>
  )
}

type FormProps = { projectId: number; settings: RoutingSettings; version: number }

function RoutingForm({ projectId, settings, version }: FormProps) {
  const client = useQueryClient()
  const form = useForm<RoutingSettings, RoutingSettings>({
    values: settings,
    save: (values) =>
      call('PUT', `/projects/${projectId}/routing-settings`, values, { ifMatch: version }),
    onSaved: (saved) => {
      const { queryKey } = routingSettingsQuery(projectId)
      client.setQueryData(queryKey, { settings: saved, version: version + 1 })
      // Its version has gone up, and the next save must name it.
      void client.invalidateQueries({ queryKey: projectQuery(projectId).queryKey })
    },
  })
  const { current, edit, wrong } = form
  return (
    <form onSubmit={submitting(form.submit)} className="grid gap-6">
      <Part title="How chats are given out">
        <ModeChoice value={current.routingMode} onChange={(routingMode) => edit({ routingMode })} />
      </Part>
      <Amounts current={current} edit={edit} wrong={wrong} />
      <Part
        title="Business hours"
        lead="Outside of them the widget says when you are back. Visitors can always write."
      >
        <TimeZoneField
          value={current.timeZone}
          error={wrong['timeZone']}
          onChange={(timeZone) => edit({ timeZone })}
        />
        <HoursEditor
          hours={current.businessHours}
          error={wrong['businessHours']}
          onChange={(businessHours) => edit({ businessHours })}
        />
      </Part>
      <Away current={current} edit={edit} wrong={wrong} />
      <SaveBar {...form.bar} />
    </form>
  )
}

function Away({ current, edit, wrong }: RoutingFieldProps) {
  return (
    <Part title="When nobody is there">
      <Field
        label="Away message"
        hint="Shown in the widget while you are closed or nobody is online. Empty shows the usual words in the visitor’s language."
        error={wrong['awayMessage']}
      >
        {(control) => (
          <TextArea
            {...control}
            dir="auto"
            maxLength={1000}
            value={current.awayMessage}
            onChange={(event) => edit({ awayMessage: event.target.value })}
          />
        )}
      </Field>
      <Switch
        label="Ask for an e-mail address"
        hint="So that you can answer later, when the visitor has gone."
        checked={current.asksForEmail}
        onChange={(asksForEmail) => edit({ asksForEmail })}
      />
    </Part>
  )
}
