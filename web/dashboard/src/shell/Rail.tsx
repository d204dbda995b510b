import { Link } from '@tanstack/react-router'
import {
  ChartNoAxesColumn,
  Inbox,
  ListEnd,
  type LucideIcon,
  Search,
  Settings,
  Workflow,
} from 'lucide-react'
import { mayActAs, useProject } from '../api/session'
import { useWaitingCount } from '../live/queue'
import { classes } from '../ui/classes'
import { Tooltip } from '../ui/Tooltip'
import * as t from '../words/words'
import { AccountMenu } from './AccountMenu'
import { AppearanceMenu } from './AppearanceMenu'
import { ProjectMenu } from './ProjectMenu'
import { RAIL_BUTTON } from './rail-button'

type RailProps = { projectId: number; onPalette: () => void; onShortcuts: () => void }

/** Where one can go: a column at the side, a row at the foot of a phone. */
export function Rail({ projectId, onPalette, onShortcuts }: RailProps) {
  const isManager = mayActAs(useProject(projectId)?.role, 'manager')
  return (
    <nav
      aria-label={t.shell.main}
      className={classes(
        'flex w-14 shrink-0 flex-col items-center gap-1 border-e border-line bg-sunken py-2',
        'max-md:w-full max-md:flex-row max-md:justify-around max-md:border-e-0 max-md:border-t max-md:py-1',
      )}
    >
      <ProjectMenu projectId={projectId} />
      <span className="h-2 max-md:hidden" />
      <RailLink
        to="/projects/$projectId/inbox"
        projectId={projectId}
        label={t.shell.inbox}
        Icon={Inbox}
      />
      <QueueLink projectId={projectId} />
      {isManager ? (
        <>
          <RailLink
            to="/projects/$projectId/reports"
            projectId={projectId}
            label={t.shell.reports}
            Icon={ChartNoAxesColumn}
          />
          <RailLink
            to="/projects/$projectId/workflows"
            projectId={projectId}
            label={t.shell.workflows}
            Icon={Workflow}
          />
        </>
      ) : null}
      <RailLink
        to="/projects/$projectId/settings"
        projectId={projectId}
        label={t.shell.settings}
        Icon={Settings}
      />
      <span className="flex-1 max-md:hidden" />
      <Tooltip words={t.shell.goToAnything} keys="⌘K" side="right">
        <button
          type="button"
          aria-label={t.shell.commandPalette}
          onClick={onPalette}
          className={classes(RAIL_BUTTON, 'max-md:hidden')}
        >
          <Search size={18} />
        </button>
      </Tooltip>
      <AppearanceMenu />
      <AccountMenu projectId={projectId} onShortcuts={onShortcuts} />
    </nav>
  )
}

type RailPath =
  | '/projects/$projectId/inbox'
  | '/projects/$projectId/queue'
  | '/projects/$projectId/reports'
  | '/projects/$projectId/settings'
  | '/projects/$projectId/workflows'

type RailLinkProps = {
  to: RailPath
  projectId: number
  label: string
  Icon: LucideIcon
  badge?: number
}

function RailLink({ to, projectId, label, Icon, badge = 0 }: RailLinkProps) {
  return (
    <Tooltip words={label} side="right">
      <Link
        to={to}
        params={{ projectId: String(projectId) }}
        aria-label={badge > 0 ? t.shell.waiting(label, badge) : label}
        className={RAIL_BUTTON}
        activeProps={{ className: 'bg-selected text-accent-text' }}
      >
        <Icon size={18} />
        {badge > 0 ? (
          <span
            aria-hidden="true"
            className="absolute -end-1 -top-1 inline-flex h-4 min-w-4 items-center justify-center rounded-full bg-waiting px-1 text-caption font-semibold text-surface nums"
          >
            {badge > 99 ? '99+' : badge}
          </span>
        ) : null}
      </Link>
    </Tooltip>
  )
}

function QueueLink({ projectId }: { projectId: number }) {
  const waiting = useWaitingCount()
  return (
    <RailLink
      to="/projects/$projectId/queue"
      projectId={projectId}
      label={t.shell.queue}
      Icon={ListEnd}
      badge={waiting}
    />
  )
}
