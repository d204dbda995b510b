import { createRoute } from '@tanstack/react-router'
import { InvitationPage } from '../features/auth/InvitationPage'
import { PasswordLinkPage } from '../features/auth/PasswordLinkPage'
import { SignInPage } from '../features/auth/SignInPage'
import { lazyPage } from './lazy-page'
import { root } from './root'

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string } =>
    typeof search['next'] === 'string' ? { next: search['next'] } : {},
  component: function SignIn() {
    return <SignInPage next={localPath(signIn.useSearch().next)} />
  },
})

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/setup/$token',
  component: lazyPage(() => import('../features/auth/SetUpPage'), 'SetUpPage'),
})

const notSetUp = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyPage(() => import('../features/auth/NotSetUp'), 'NotSetUp'),
})

const invite = createRoute({
  getParentRoute: () => root,
  path: '/invite/$token',
  component: function Invite() {
    return <InvitationPage token={invite.useParams().token} />
  },
})

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitations/$token',
  component: function Invitation() {
    return <InvitationPage token={invitation.useParams().token} />
  },
})

const passwordLink = createRoute({
  getParentRoute: () => root,
  path: '/password/$token',
  component: function PasswordLink() {
    return <PasswordLinkPage token={passwordLink.useParams().token} />
  },
})

/** Pages for somebody who is not signed in. */
export const authRoutes = [signIn, setUp, notSetUp, invite, invitation, passwordLink] as const

/** Only a path of our own: `//elsewhere` would lead away. */
function localPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/'
}
