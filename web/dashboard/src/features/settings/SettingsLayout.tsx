import { Link, Outlet, useMatchRoute } from '@tanstack/react-router'
import { ArrowLeft, ChevronRight } from 'lucide-react'
import { useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'
import { type SettingsPage, settingsPages } from './pages'

/** A list of pages beside the page; on a phone one or the other. */
export function SettingsLayout() {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  const matchRoute = useMatchRoute()
  const atIndex = Boolean(matchRoute({ to: '/projects/$projectId/settings' }))
  const pages = settingsPages(role)
  return (
    <div className="flex h-full min-w-0">
      <nav
        aria-label={t.pages.settings}
        className={classes(
          'w-60 shrink-0 overflow-y-auto border-e border-line p-3 max-md:w-full max-md:border-e-0',
          !atIndex && 'max-md:hidden',
        )}
      >
        <h2 className="px-2 pt-1 pb-3 text-title font-semibold">{t.pages.settings}</h2>
        <PageGroup
          title={t.pages.project}
          pages={pages.filter((page) => page.group === 'project')}
          projectId={projectId}
        />
        <PageGroup
          title={t.pages.you}
          pages={pages.filter((page) => page.group === 'you')}
          projectId={projectId}
        />
      </nav>
      <div
        className={classes(
          'min-w-0 flex-1 scroll-pb-44 overflow-y-auto',
          atIndex && 'max-md:hidden',
        )}
      >
        <Link
          to="/projects/$projectId/settings"
          params={{ projectId: String(projectId) }}
          className="inline-flex min-h-11 items-center gap-1.5 px-4 pt-2 text-soft md:hidden"
        >
          <ArrowLeft size={16} className="rtl:-scale-x-100" aria-hidden="true" /> {t.pages.settings}
        </Link>
        <Outlet />
      </div>
    </div>
  )
}

type PageGroupProps = { title: string; pages: readonly SettingsPage[]; projectId: number }

function PageGroup({ title, pages, projectId }: PageGroupProps) {
  if (pages.length === 0) return null
  return (
    <section className="mb-4">
      <h3 className="px-2 pb-1 text-small font-medium text-faint">{title}</h3>
      <ul className="grid gap-0.5">
        {pages.map((page) => (
          <li key={page.name}>
            <Link
              to={page.to}
              params={{ projectId: String(projectId) }}
              className="flex min-h-8 items-center justify-between rounded-md px-2 text-soft hover:bg-hover hover:text-ink max-md:min-h-11"
              activeProps={{ className: 'bg-selected font-medium text-ink' }}
            >
              {page.words}
              <ChevronRight
                size={14}
                className="text-faint rtl:-scale-x-100 md:hidden"
                aria-hidden="true"
              />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}
