import type { AgentsReport } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { ChartNoAxesColumn, Download } from 'lucide-react'
import { useState } from 'react'
import { agentsReportQuery } from '../../api/routing-queries'
import { settingsQuery } from '../../api/settings'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/Empty'
import { Select } from '../../ui/Field'
import * as t from '../../words/words'
import { AgentBars } from './AgentBars'
import { DayTable } from './DayTable'
import { MEASURES } from './measures'
import { RangeFields } from './RangeFields'
import { dayIn, daysOf, presetRange, type Range, rangeFrom } from './range'

/** Who did how much, day by day in the project's time zone. */
export function AgentsReportPage() {
  const { projectId } = useLive()
  const navigate = useNavigate()
  const today = useToday(projectId)
  const asked = rangeFrom(useSearch({ strict: false }))
  const range: Range = { ...presetRange('week', today), ...asked }
  const report = useQuery(agentsReportQuery(projectId, range.from, range.to))
  const choose = (next: Range) => void navigate({ to: '.', search: next, replace: true })
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-6 px-4 py-6 md:px-8">
      <header className="flex flex-wrap items-center justify-between gap-3">
        <div>
          <h2 className="text-page font-semibold">{t.reports.agents}</h2>
          <p className="text-soft">
            {report.data
              ? t.reports.daysAreDays(placeName(report.data.timeZone))
              : t.reports.dayByDay}
          </p>
        </div>
        <Export projectId={projectId} range={range} />
      </header>
      <RangeFields range={range} today={today} onChange={choose} />
      <Loaded query={report}>
        {(data) => (
          <div className={classes('grid gap-6', report.isPlaceholderData && 'opacity-60')}>
            <Report report={data} />
          </div>
        )}
      </Loaded>
    </div>
  )
}

/** The project's today: it may be tomorrow there already. */
function useToday(projectId: number): string {
  const { data } = useQuery(settingsQuery(projectId, 'routing'))
  const [now] = useState(Date.now)
  return dayIn(data?.value.timeZone ?? 'UTC', now)
}

function placeName(timeZone: string): string {
  return timeZone.replaceAll('_', ' ')
}

function Export({ projectId, range }: { projectId: number; range: Range }) {
  const address = `/api/v1/projects/${projectId}/reports/agents?from=${range.from}&to=${range.to}&format=csv`
  return (
    <a
      href={address}
      download={`agents-${range.from}-to-${range.to}.csv`}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-md border border-line px-3 font-medium hover:bg-hover max-md:min-h-11"
    >
      <Download size={14} aria-hidden="true" /> {t.reports.exportCsv}
    </a>
  )
}

function Report({ report }: { report: AgentsReport }) {
  const [key, setKey] = useState<string>('chatsHandled')
  const measure = MEASURES.find((one) => one.key === key) ?? MEASURES[0]
  const days = daysOf({ from: report.fromDay, to: report.toDay })
  const worked = report.agents.filter(({ messagesSent }) => messagesSent > 0)
  if (worked.length === 0 || !measure) {
    return (
      <div className="rounded-lg border border-line">
        <EmptyState
          icon={<ChartNoAxesColumn size={28} strokeWidth={1.5} />}
          title={t.reports.noRepliesInTheseDays}
        >
          <p>{t.reports.repliesAreCountedAsThey}</p>
        </EmptyState>
      </div>
    )
  }
  return (
    <>
      <section aria-label={t.reports.chart} className="rounded-lg border border-line">
        <header className="flex flex-wrap items-center justify-between gap-3 border-b border-line px-4 py-2">
          <h3 className="font-semibold">{t.reports.perDay(measure.words)}</h3>
          <Select
            aria-label={t.reports.show}
            className="w-44"
            value={measure.key}
            onChange={(event) => setKey(event.target.value)}
          >
            {MEASURES.map((one) => (
              <option key={one.key} value={one.key}>
                {one.words}
              </option>
            ))}
          </Select>
        </header>
        <AgentBars agents={worked} days={days} measure={measure} />
      </section>
      <DayTable agents={report.agents} />
    </>
  )
}
