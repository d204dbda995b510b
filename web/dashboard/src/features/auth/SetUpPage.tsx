import type { SetUpDone } from '@frontdesk/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { rememberSignIn, setUpQuery } from '../../api/queries'
import { DomainsEditor } from '../../shared/DomainsEditor'
import { FormError } from '../../shared/FormError'
import { InstallGuide } from '../../shared/InstallGuide'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { Rich } from '../../ui/Rich'
import { Delayed, SkeletonBlock } from '../../ui/Skeleton'
import { submitting, textOf } from '../../ui/submitting'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'

/** The one-time page a fresh installation prints a link to. */
export function SetUpPage({ token }: { token: string }) {
  const link = useQuery(setUpQuery(token))
  const [done, setDone] = useState<SetUpDone | null>(null)

  if (done) return <Installed done={done} />
  if (link.isPending) return <Waiting />
  if (link.isError) {
    return (
      <AuthFrame title={t.auth.thisLinkNoLongerWorks} lead={errorMessage(link.error)}>
        <p className="text-soft">
          <Rich
            text={t.auth.setUpLinkIsOver}
            parts={{
              signIn: (
                <a className="text-accent-text underline" href="/sign-in">
                  {t.auth.signInLink}
                </a>
              ),
            }}
          />
        </p>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame wide title={t.auth.setUpFrontdesk} lead={t.auth.oneMinuteYouYourProject}>
      <SetUpForm token={token} onDone={setDone} />
    </AuthFrame>
  )
}

function SetUpForm({ token, onDone }: { token: string; onDone: (done: SetUpDone) => void }) {
  const [domains, setDomains] = useState<string[]>([])
  const setUp = useMutation({
    mutationFn: (form: FormData) =>
      http.post(`/setup/${encodeURIComponent(token)}`, {
        body: {
          name: textOf(form, 'name'),
          email: textOf(form, 'email'),
          password: String(form.get('password')),
          projectName: textOf(form, 'projectName'),
          allowedDomains: domains,
        },
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
      <Field label={t.auth.yourName} hint={t.auth.visitorsSee} error={wrong['name']}>
        {(control) => (
          <Input {...control} name="name" autoComplete="name" maxLength={120} required />
        )}
      </Field>
      <Field label={t.auth.eMail} error={wrong['email']}>
        {(control) => (
          <Input {...control} name="email" type="email" autoComplete="username" required />
        )}
      </Field>
      <Field label={t.auth.password} error={wrong['password']} hint={t.auth.atLeast10Characters}>
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
      <Field
        label={t.auth.projectName}
        hint={t.auth.yourWebsiteOrBrand}
        error={wrong['projectName']}
      >
        {(control) => <Input {...control} name="projectName" maxLength={120} required />}
      </Field>
      <DomainsEditor domains={domains} onChange={setDomains} error={wrong['allowedDomains']} />
      <Button type="submit" variant="primary" busy={setUp.isPending}>
        {t.auth.createProject}
      </Button>
    </form>
  )
}

function Installed({ done }: { done: SetUpDone }) {
  const navigate = useNavigate()
  const projectId = done.project.id
  return (
    <AuthFrame wide title={t.auth.isReady(done.project.name)} lead={t.auth.lastStepPutTheWidget}>
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
          {t.auth.goToTheInbox}
        </Button>
      </div>
    </AuthFrame>
  )
}

function Waiting() {
  return (
    <AuthFrame title={t.auth.oneMoment}>
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
