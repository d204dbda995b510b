import type { AcceptedInvitation, InvitationPreview, User } from '@frontdesk/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, errorMessage, fieldErrors, Refusal } from '../../api/http'
import { invitationQuery, rememberSignIn, sessionQuery } from '../../api/queries'
import { FormError } from '../../shared/FormError'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { submitting, textOf } from '../../ui/submitting'
import { AuthFrame } from './AuthFrame'
import { SignInPage } from './SignInPage'

export function InvitationPage({ token }: { token: string }) {
  const invitation = useQuery(invitationQuery(token))
  const session = useQuery(sessionQuery)
  const [hasAccount, setHasAccount] = useState(false)

  if (invitation.isPending || session.isPending)
    return <AuthFrame title="One moment">{null}</AuthFrame>
  if (invitation.isError) {
    return (
      <AuthFrame title="This invitation no longer works" lead={errorMessage(invitation.error)}>
        <p className="text-soft">Ask whoever invited you for a new link.</p>
      </AuthFrame>
    )
  }
  if (hasAccount && !session.data) {
    return <SignInPage next="/" onward={() => setHasAccount(false)} />
  }
  const user = session.data?.user
  return (
    <AuthFrame
      title={`Join ${invitation.data.projectName}`}
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
  agent: 'an agent: you answer visitors',
  manager: 'a manager: you answer visitors and look after settings',
  owner: 'an owner: everything, members and domains included',
}

function Lead({ invitation }: { invitation: InvitationPreview }) {
  return (
    <span dir="auto">
      {invitation.invitedByName
        ? `${invitation.invitedByName} invited you as `
        : 'You are invited as '}
      {ROLE_WORDS[invitation.role]}.
    </span>
  )
}

function useAccept(token: string) {
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (body: object) =>
      call<AcceptedInvitation>('POST', `/invitations/${encodeURIComponent(token)}/accept`, body),
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
        You are signed in as <bdi className="font-medium text-ink">{user.name}</bdi> ({user.email}).
      </p>
      <Button variant="primary" busy={accept.isPending} onClick={() => accept.mutate({})}>
        Accept invitation
      </Button>
    </div>
  )
}

type AcceptFormProps = { token: string; invitation: InvitationPreview; onHasAccount: () => void }

function AcceptForm({ token, invitation, onHasAccount }: AcceptFormProps) {
  const accept = useAccept(token)
  const wrong = fieldErrors(accept.error)
  const known = accept.error instanceof Refusal && accept.error.status === 409
  const submit = (form: FormData) =>
    accept.mutate({
      name: textOf(form, 'name'),
      password: String(form.get('password')),
      ...(invitation.email ? {} : { email: textOf(form, 'email') }),
    })
  return (
    <form onSubmit={submitting(submit)} className="grid gap-4">
      <FormError failure={accept.error} />
      <Field label="Your name" hint="Visitors see it when you answer." error={wrong['name']}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" maxLength={120} required />
        )}
      </Field>
      <Field label="E-mail" error={wrong['email']}>
        {(control) => (
          <Input
            {...control}
            name="email"
            type="email"
            autoComplete="username"
            defaultValue={invitation.email ?? ''}
            readOnly={invitation.email !== null}
            required
          />
        )}
      </Field>
      <Field
        label="Password"
        error={wrong['password']}
        hint="At least 10 characters. A short sentence is a good one."
      >
        {(control) => (
          <Input
            {...control}
            name="password"
            type="password"
            autoComplete="new-password"
            required
          />
        )}
      </Field>
      <Button type="submit" variant="primary" busy={accept.isPending}>
        Create account and join
      </Button>
      <Button variant={known ? 'quiet' : 'ghost'} onClick={onHasAccount}>
        I already have an account
      </Button>
    </form>
  )
}
