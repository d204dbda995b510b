import { Link, Outlet } from '@tanstack/react-router'
import { ChartNoAxesColumn, Gauge, ShieldX } from 'lucide-react'
import { mayActAs, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { EmptyState } from '../../ui/Empty'
import * as t from '../../words/words'

const TABS = [
  { to: '/projects/$projectId/reports', words: t.reports.liveBoard, Icon: Gauge },
  { to: '/projects/$projectId/reports/agents', words: t.reports.agents, Icon: ChartNoAxesColumn },
] as const

/** The pages only managers see; the server refuses the rest. */
export function ReportsLayout() {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  if (role !== undefined && !mayActAs(role, 'manager')) return <ManagersOnly />
  return (
    <div className="flex h-full flex-col">
      <nav
        aria-label={t.reports.reports}
        className="flex min-h-13 shrink-0 items-stretch gap-1 border-b border-line px-4 md:px-8"
      >
        {TABS.map(({ to, words, Icon }) => (
          <Link
            key={to}
            to={to}
            params={{ projectId: String(projectId) }}
            activeOptions={{ exact: true, includeSearch: false }}
            className="inline-flex items-center gap-2 border-b-2 border-transparent px-2 text-soft outline-offset-[-2px] hover:text-ink"
            activeProps={{ className: 'border-accent! font-medium text-ink' }}
          >
            <Icon size={15} aria-hidden="true" />
            {words}
          </Link>
        ))}
      </nav>
      <section
        aria-label={t.reports.report}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto outline-offset-[-2px]"
      >
        <Outlet />
      </section>
    </div>
  )
}

function ManagersOnly() {
  return (
    <div className="grid h-full place-items-center">
      <EmptyState icon={<ShieldX size={28} strokeWidth={1.5} />} title={t.reports.forManagers}>
        <p>{t.reports.reportsShowHowEverybodyWorks}</p>
      </EmptyState>
    </div>
  )
}
