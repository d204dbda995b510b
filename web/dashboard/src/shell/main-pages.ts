import type { RoleName } from '@frontdesk/protocol'
import { ChartNoAxesColumn, Gauge, Inbox, ListEnd, type LucideIcon, Workflow } from 'lucide-react'
import { mayActAs } from '../api/session'
import * as t from '../words/words'

export type MainPage = {
  to:
    | '/projects/$projectId/inbox'
    | '/projects/$projectId/queue'
    | '/projects/$projectId/reports'
    | '/projects/$projectId/reports/agents'
    | '/projects/$projectId/workflows'
  words: string
  Icon: LucideIcon
  needs: RoleName
}

const PAGES: readonly MainPage[] = [
  { to: '/projects/$projectId/inbox', words: t.shell.inbox, Icon: Inbox, needs: 'agent' },
  { to: '/projects/$projectId/queue', words: t.shell.queue, Icon: ListEnd, needs: 'agent' },
  { to: '/projects/$projectId/reports', words: t.shell.liveBoard, Icon: Gauge, needs: 'manager' },
  {
    to: '/projects/$projectId/reports/agents',
    words: t.shell.agentsReport,
    Icon: ChartNoAxesColumn,
    needs: 'manager',
  },
  {
    to: '/projects/$projectId/workflows',
    words: t.shell.workflows,
    Icon: Workflow,
    needs: 'manager',
  },
]

export function mainPages(role: RoleName | undefined): MainPage[] {
  return PAGES.filter((page) => mayActAs(role, page.needs))
}
