import type { SetUpDone } from '@frontdesk/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { call, errorMessage, fieldErrors } from '../../api/http'
import { rememberSignIn, setUpQuery } from '../../api/queries'
import { DomainsEditor } from '../../shared/DomainsEditor'
import { FormError } from '../../shared/FormError'
import { InstallGuide } from '../../shared/InstallGuide'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { Delayed, SkeletonBlock } from '../../ui/Skeleton'
import { submitting, textOf } from '../../ui/submitting'
import { AuthFrame } from './AuthFrame'

/** The one-time page a fresh installation prints a link to. */
export function SetUpPage({ token }: { token: string }) {
  const link = useQuery(setUpQuery(token))
  const [done, setDone] = useState<SetUpDone | null>(null)

  if (done) return <Installed done={done} />
  if (link.isPending) return <Waiting />
  if (link.isError) {
    return (
      <AuthFrame title="This link no longer works" lead={errorMessage(link.error)}>
        <p className="text-soft">
          If Frontdesk is already set up,{' '}
          <a className="text-accent-text underline" href="/sign-in">
            sign in
          </a>
          . Otherwise start it again: it prints a new link.
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      wide
      title="Set up Frontdesk"
      lead="One minute: you, your project, and the sites it lives on."
    >
      <SetUpForm token={token} onDone={setDone} />
    </AuthFrame>
  )
}

function SetUpForm({ token, onDone }: { token: string; onDone: (done: SetUpDone) => void }) {
  const [domains, setDomains] = useState<string[]>([])
  const setUp = useMutation({
    mutationFn: (form: FormData) =>
      call<SetUpDone>('POST', `/setup/${encodeURIComponent(token)}`, {
        name: textOf(form, 'name'),
        email: textOf(form, 'email'),
        password: String(form.get('password')),
        projectName: textOf(form, 'projectName'),
        allowedDomains: domains,
      }),
    onSuccess: (done) => {
      rememberSignIn(done)
      onDone(done)
    },
  })
  const wrong = fieldErrors(setUp.error)
  return (
    <form onSubmit={submitting((form) => setUp.mutate(form))} className="grid gap-4">
      <FormError failure={setUp.error} />
      <Field label="Your name" hint="Visitors see it when you answer." error={wrong['name']}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" maxLength={120} required />
        )}
      </Field>
      <Field label="E-mail" error={wrong['email']}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required />
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
      <Field label="Project name" hint="Your website or brand." error={wrong['projectName']}>
        {(control) => <Input {...control} name="projectName" maxLength={120} required />}
      </Field>
      <DomainsEditor domains={domains} onChange={setDomains} error={wrong['allowedDomains']} />
      <Button type="submit" variant="primary" busy={setUp.isPending}>
        Create project
      </Button>
    </form>
  )
}

function Installed({ done }: { done: SetUpDone }) {
  const navigate = useNavigate()
  const projectId = done.project.id
  return (
    <AuthFrame
      wide
      title={`${done.project.name} is ready`}
      lead="Last step: put the widget on your site."
    >
      <InstallGuide projectId={projectId} />
      <div className="mt-5 flex justify-end">
        <Button
          variant="primary"
          onClick={() =>
            void navigate({
              to: '/projects/$projectId/inbox',
              params: { projectId: String(projectId) },
            })
          }
        >
          Go to the inbox
        </Button>
      </div>
    </AuthFrame>
  )
}

function Waiting() {
  return (
    <AuthFrame title="One moment">
      <Delayed>
        <div className="grid gap-3">
          <SkeletonBlock className="h-9" />
          <SkeletonBlock className="h-9" />
          <SkeletonBlock className="h-9" />
        </div>
      </Delayed>
    </AuthFrame>
  )
}
