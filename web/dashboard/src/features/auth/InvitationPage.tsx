import type { AcceptInvitation, InvitationPreview, User } from '@frontdesk/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { http, Refusal } from '../../api/http'
import { invitationQuery, rememberSignIn, sessionQuery } from '../../api/queries'
import { FormError } from '../../shared/FormError'
import { EntryForm } from '../../shared/form/EntryForm'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { EMAIL, NAME, NEW_PASSWORD } from './fields'
import { linkProblem } from './link-problem'
import { SignInPage } from './SignInPage'

export function InvitationPage({ token }: { token: string }) {
  const invitation = useQuery(invitationQuery(token))
  const session = useQuery(sessionQuery)
  const [hasAccount, setHasAccount] = useState(false)

  if (invitation.isPending || session.isPending)
    return <AuthFrame title={t.auth.oneMoment}>{null}</AuthFrame>
  if (invitation.isError) {
    return (
      <AuthFrame title={t.auth.thisInvitationNoLongerWorks} lead={linkProblem(invitation.error)}>
        <p className="text-soft">{t.auth.askThePersonWhoInvited}</p>
      </AuthFrame>
    )
  }
  if (hasAccount && !session.data) {
    return <SignInPage next="/" onward={() => setHasAccount(false)} />
  }
  const user = session.data?.user
  return (
    <AuthFrame
      title={t.auth.join(invitation.data.projectName)}
      lead={<Lead invitation={invitation.data} />}
    >
      {user ? (
        <AcceptAs token={token} user={user} />
      ) : (
        <AcceptForm
          token={token}
          invitation={invitation.data}
          onHasAccount={() => setHasAccount(true)}
        />
      )}
    </AuthFrame>
  )
}

const ROLE_WORDS = {
  agent: t.auth.anAgentYouAnswerVisitors,
  manager: t.auth.aManagerYouAnswerVisitors,
  owner: t.auth.anOwnerEverythingMembers,
}

function Lead({ invitation }: { invitation: InvitationPreview }) {
  return (
    <span dir="auto">
      {invitation.invitedByName
        ? t.auth.invitedYou(invitation.invitedByName)
        : t.auth.youAreInvited}
      {ROLE_WORDS[invitation.role]}.
    </span>
  )
}

function useAccept(token: string) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: AcceptInvitation) =>
      http.post(`/invitations/${encodeURIComponent(token)}/accept`, { body }),
    onSuccess: (accepted) => {
      rememberSignIn(accepted)
      void navigate({
        to: '/projects/$projectId/inbox',
        params: { projectId: String(accepted.projectId) },
      })
    },
  })
}

function AcceptAs({ token, user }: { token: string; user: User }) {
  const accept = useAccept(token)
  return (
    <div className="grid gap-4">
      <FormError failure={accept.error} />
      <p className="text-soft">
        <Rich
          text={t.auth.signedInAs}
          parts={{
            name: <bdi className="font-medium text-ink">{user.name}</bdi>,
            email: user.email,
          }}
        />
      </p>
      <Button variant="primary" busy={accept.isPending} onClick={() => accept.mutate({})}>
        {t.auth.acceptInvitation}
      </Button>
    </div>
  )
}

type AcceptFormProps = { token: string; invitation: InvitationPreview; onHasAccount: () => void }

function AcceptForm({ token, invitation, onHasAccount }: AcceptFormProps) {
  const accept = useAccept(token)
  const known = accept.error instanceof Refusal && accept.error.reason === 'email_taken'
  return (
    <EntryForm
      fields={[NAME, { ...EMAIL, given: invitation.email }, NEW_PASSWORD]}
      submit={t.auth.createAccountAndJoin}
      failure={accept.error}
      isBusy={accept.isPending}
      onSubmit={({ email, ...entered }) =>
        accept.mutate(invitation.email ? entered : { ...entered, email })
      }
      after={
        <Button variant={known ? 'quiet' : 'ghost'} onClick={onHasAccount}>
          {t.auth.iAlreadyHaveAnAccount}
        </Button>
      }
    />
  )
}
