import type { RoutingSettings } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from '../../api/http'
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
import * as t from '../../words/words'
import { HoursEditor } from './HoursEditor'
import { ModeChoice } from './ModeChoice'
import { Amounts } from './RoutingAmounts'
import type { RoutingFieldProps } from './routing-field'
import { TimeZoneField } from './TimeZoneField'

export function RoutingPage() {
  const { projectId } = useLive()
  const settings = useQuery(routingSettingsQuery(projectId))
  return (
    <Sheet title={t.routing.routing} lead={t.routing.whoGetsWhichChatHow}>
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
      http.put(`/projects/${projectId}/routing-settings`, { body: values, ifMatch: version }),
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
      <Part title={t.routing.howChatsAreDistributed}>
        <ModeChoice value={current.routingMode} onChange={(routingMode) => edit({ routingMode })} />
      </Part>
      <Amounts current={current} edit={edit} wrong={wrong} />
      <Part title={t.routing.businessHours} lead={t.routing.outsideOfThemTheWidget}>
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
    <Part title={t.routing.whenNobodyIsThere}>
      <Field
        label={t.routing.awayMessage}
        hint={t.routing.shownInTheWidgetWhile}
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
        label={t.routing.askForAnEMail}
        hint={t.routing.soThatYouCanAnswer}
        checked={current.asksForEmail}
        onChange={(asksForEmail) => edit({ asksForEmail })}
      />
    </Part>
  )
}
