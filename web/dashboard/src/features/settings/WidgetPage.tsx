import type { WidgetSettings } from '@frontdesk/protocol'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { http } from '../../api/http'
import { widgetSettingsQuery } from '../../api/queries'
import { useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Sheet } from '../../shared/PageBody'
import { SaveBar } from '../../shared/SaveBar'
import { useForm } from '../../shared/useForm'
import { submitting } from '../../ui/submitting'
import * as t from '../../words/words'
import { WidgetFields } from './WidgetFields'
import { WidgetPreview } from './WidgetPreview'

export function WidgetPage() {
  const { projectId } = useLive()
  const settings = useQuery(widgetSettingsQuery(projectId))
  return (
    <Sheet wide title={t.widget.widgetLook} lead={t.widget.howTheWidgetGreets}>
      <Loaded query={settings}>
        {(data) => <WidgetForm projectId={projectId} settings={data} />}
      </Loaded>
    </Sheet>
  )
}

function WidgetForm({ projectId, settings }: { projectId: number; settings: WidgetSettings }) {
  const client = useQueryClient()
  const project = useProject(projectId)
  const form = useForm<WidgetSettings, WidgetSettings>({
    values: settings,
    save: (values) =>
      http.put(`/projects/${projectId}/widget-settings`, {
        body: {
          ...values,
          suggestions: values.suggestions.map((text) => text.trim()).filter(Boolean),
        },
      }),
    onSaved: (saved) => client.setQueryData(widgetSettingsQuery(projectId).queryKey, saved),
  })
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_400px]">
      <form onSubmit={submitting(form.submit)} className="grid content-start gap-5">
        <WidgetFields settings={form.current} onChange={form.edit} wrong={form.wrong} />
        <SaveBar {...form.bar} />
      </form>
      <WidgetPreview settings={form.current} personaName={project?.personaName ?? ''} />
    </div>
  )
}
