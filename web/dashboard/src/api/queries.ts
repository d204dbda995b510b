import type { SignedIn } from '@frontdesk/protocol'
import { QueryClient, queryOptions } from '@tanstack/react-query'
import { http, Refusal } from './http'

type Page<Row> = { data: Row[]; nextCursor: string | null }
type PageQuery = { limit: number; cursor?: string }

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // A refusal is an answer; only what might go better next time is asked again.
      retry: (failures, failure) => failures < 2 && isTransient(failure),
    },
  },
})

function isTransient(failure: unknown): boolean {
  return !(failure instanceof Refusal) || failure.status === 0 || failure.status >= 500
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async (): Promise<SignedIn | null> => {
    try {
      const signedIn = await http.get('/auth/session')
      http.csrfToken = signedIn.csrfToken
      return signedIn
    } catch (failure) {
      if (failure instanceof Refusal && failure.status === 401) return null
      throw failure
    }
  },
  staleTime: 5 * 60_000,
})

/** Remember who just signed in, so that no page has to ask again. */
export function rememberSignIn(signedIn: SignedIn): void {
  queryClient.clear()
  http.csrfToken = signedIn.csrfToken
  const { user, csrfToken } = signedIn
  const known: SignedIn | null = { user, csrfToken }
  queryClient.setQueryData(['session'], known)
}

export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: () => everyPage((query) => http.get('/projects', { query })),
})

/** Whether this person may open another project. */
export const mayOpenProjectsQuery = queryOptions({
  queryKey: ['projects', 'may-open'],
  queryFn: async () => (await http.get('/projects', { query: { limit: 1 } })).mayOpen,
})

/** Nobody has an account here yet. */
export const needsSetUpQuery = queryOptions({
  queryKey: ['setup'],
  queryFn: async () => (await http.get('/setup')).isNeeded,
})

export const projectQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId],
    queryFn: () => http.get(`/projects/${projectId}`),
  })

export const membersQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'members'],
    queryFn: () => everyPage((query) => http.get(`/projects/${projectId}/members`, { query })),
  })

export const invitationsQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'invitations'],
    queryFn: () => everyPage((query) => http.get(`/projects/${projectId}/invitations`, { query })),
  })

export const widgetSeenQuery = (projectId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'widget-seen'],
    queryFn: () => http.get(`/projects/${projectId}/widget-seen`),
    refetchInterval: 2500,
  })

export const visitorQuery = (projectId: number, visitorId: number) =>
  queryOptions({
    queryKey: ['project', projectId, 'visitor', visitorId],
    queryFn: () => http.get(`/projects/${projectId}/inbox/visitors/${visitorId}`),
  })

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: async () => (await http.get('/auth/sessions')).data,
})

export const secondFactorQuery = queryOptions({
  queryKey: ['second-factor'],
  queryFn: () => http.get('/user/second-factor'),
})

export const setUpQuery = (token: string) =>
  queryOptions({
    queryKey: ['setup', token],
    queryFn: () => http.get(`/setup/${encodeURIComponent(token)}`),
    retry: false,
  })

export const passwordLinkQuery = (token: string) =>
  queryOptions({
    queryKey: ['password-link', token],
    queryFn: () => http.get(`/auth/password-links/${encodeURIComponent(token)}`),
    retry: false,
    // Once it was used there is nothing left to ask for.
    staleTime: Number.POSITIVE_INFINITY,
  })

export const invitationQuery = (token: string) =>
  queryOptions({
    queryKey: ['invitation', token],
    queryFn: () => http.get(`/invitations/${encodeURIComponent(token)}`),
    retry: false,
  })

/** Lists that are short by nature (members, projects) are read whole. */
export async function everyPage<Row>(
  read: (query: PageQuery) => Promise<Page<Row>>,
): Promise<Row[]> {
  const rows: Row[] = []
  let cursor: string | null = null
  do {
    const page: Page<Row> = await read({ limit: 200, ...(cursor ? { cursor } : {}) })
    rows.push(...page.data)
    cursor = page.nextCursor
  } while (cursor)
  return rows
}
