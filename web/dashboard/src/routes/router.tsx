import { createRoute, createRouter, Navigate, Outlet, redirect } from '@tanstack/react-router'
import { needsSetUpQuery, projectsQuery, queryClient, sessionQuery } from '../api/queries'
import { ConversationPage } from '../features/inbox/conversation/ConversationPage'
import { InboxPage } from '../features/inbox/InboxPage'
import { NothingOpen } from '../features/inbox/NothingOpen'
import { rangeFrom } from '../features/reports/range'
import { auditSearchFrom } from '../features/settings/audit/filter'
import { settingsPages } from '../features/settings/pages'
import { SettingsLayout } from '../features/settings/SettingsLayout'
import { filterFrom } from '../live/inbox-filter'
import { ErrorPage, NotFound, Starting } from '../shell/ErrorPage'
import { NoProject } from '../shell/NoProject'
import { Shell } from '../shell/Shell'
import { authRoutes } from './auth'
import { lastProject, rememberProject } from './last-project'
import { fetchPagesWhenIdle, lazyPage } from './lazy-page'
import { root } from './root'

/** Everything below needs somebody signed in; others are sent to sign in and come back. */
const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  beforeLoad: async ({ location }) => {
    const session = await queryClient.ensureQueryData(sessionQuery)
    if (session) return
    // Without an account there is nothing to sign in to: whoever installed it has the link.
    if (await queryClient.ensureQueryData(needsSetUpQuery)) throw redirect({ to: '/setup' })
    throw redirect({ to: '/sign-in', search: { next: location.href } })
  },
  pendingComponent: Starting,
  component: Outlet,
})

const home = createRoute({
  getParentRoute: () => signedIn,
  path: '/',
  beforeLoad: async () => {
    const projects = await queryClient.ensureQueryData(projectsQuery)
    const project = projects.find(({ id }) => id === lastProject()) ?? projects[0]
    if (project)
      throw redirect({
        to: '/projects/$projectId/inbox',
        params: { projectId: String(project.id) },
      })
  },
  component: NoProject,
})

const project = createRoute({
  getParentRoute: () => signedIn,
  path: '/projects/$projectId',
  beforeLoad: async ({ params }) => {
    const projects = await queryClient.ensureQueryData(projectsQuery)
    if (!projects.some(({ id }) => String(id) === params.projectId)) throw redirect({ to: '/' })
    rememberProject(Number(params.projectId))
    fetchPagesWhenIdle()
  },
  component: Shell,
})

const projectHome = createRoute({
  getParentRoute: () => project,
  path: '/',
  component: function ProjectHome() {
    return (
      <Navigate
        to="/projects/$projectId/inbox"
        params={{ projectId: project.useParams().projectId }}
        replace
      />
    )
  },
})

const inbox = createRoute({
  getParentRoute: () => project,
  path: 'inbox',
  validateSearch: filterFrom,
  component: InboxPage,
})

const nothingOpen = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingOpen })

const conversation = createRoute({
  getParentRoute: () => inbox,
  path: '$conversationId',
  component: ConversationPage,
})

const queue = createRoute({
  getParentRoute: () => project,
  path: 'queue',
  component: lazyPage(() => import('../features/queue/QueuePage'), 'QueuePage'),
})

const reports = createRoute({
  getParentRoute: () => project,
  path: 'reports',
  component: lazyPage(() => import('../features/reports/ReportsLayout'), 'ReportsLayout'),
})

const reportsRoutes = [
  createRoute({
    getParentRoute: () => reports,
    path: '/',
    component: lazyPage(() => import('../features/reports/BoardPage'), 'BoardPage'),
  }),
  createRoute({
    getParentRoute: () => reports,
    path: 'agents',
    validateSearch: rangeFrom,
    component: lazyPage(() => import('../features/reports/AgentsReportPage'), 'AgentsReportPage'),
  }),
] as const

const workflowsRoutes = [
  createRoute({
    getParentRoute: () => project,
    path: 'workflows',
    component: lazyPage(() => import('../features/workflows/WorkflowsPage'), 'WorkflowsPage'),
  }),
  createRoute({
    getParentRoute: () => project,
    path: 'workflows/$workflowId',
    component: lazyPage(() => import('../features/workflows/EditorPage'), 'EditorPage'),
  }),
] as const

const settings = createRoute({
  getParentRoute: () => project,
  path: 'settings',
  component: SettingsLayout,
})

const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: function SettingsHome() {
    const params = project.useParams()
    const role = queryClient
      .getQueryData(projectsQuery.queryKey)
      ?.find(({ id }) => String(id) === params.projectId)?.role
    const first = settingsPages(role)[0]
    // A phone shows the list of pages instead.
    if (!first || !matchMedia('(min-width: 768px)').matches) return null
    return <Navigate to={first.to} params={{ projectId: params.projectId }} replace />
  },
})

const settingsRoutes = [
  settingsHome,
  createRoute({
    getParentRoute: () => settings,
    path: 'project',
    component: lazyPage(() => import('../features/settings/ProjectPage'), 'ProjectPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'widget',
    component: lazyPage(() => import('../features/settings/WidgetPage'), 'WidgetPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'install',
    component: lazyPage(() => import('../features/settings/InstallPage'), 'InstallPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'routing',
    component: lazyPage(() => import('../features/settings/RoutingPage'), 'RoutingPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'responder',
    component: lazyPage(() => import('../features/responder/ResponderPage'), 'ResponderPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'canned',
    component: lazyPage(() => import('../features/settings/CannedPage'), 'CannedPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'tags',
    component: lazyPage(() => import('../features/settings/TagsPage'), 'TagsPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'members',
    component: lazyPage(() => import('../features/settings/MembersPage'), 'MembersPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'audit',
    validateSearch: auditSearchFrom,
    component: lazyPage(() => import('../features/settings/audit/AuditPage'), 'AuditPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'profile',
    component: lazyPage(() => import('../features/settings/ProfilePage'), 'ProfilePage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'security',
    component: lazyPage(() => import('../features/settings/SecurityPage'), 'SecurityPage'),
  }),
  createRoute({
    getParentRoute: () => settings,
    path: 'alerts',
    component: lazyPage(() => import('../features/settings/AlertsPage'), 'AlertsPage'),
  }),
] as const

export const router = createRouter({
  routeTree: root.addChildren([
    ...authRoutes,
    signedIn.addChildren([
      home,
      project.addChildren([
        projectHome,
        inbox.addChildren([nothingOpen, conversation]),
        queue,
        reports.addChildren(reportsRoutes),
        ...workflowsRoutes,
        settings.addChildren(settingsRoutes),
      ]),
    ]),
  ]),
  defaultPendingMs: 200,
  defaultErrorComponent: ErrorPage,
  defaultNotFoundComponent: NotFound,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
