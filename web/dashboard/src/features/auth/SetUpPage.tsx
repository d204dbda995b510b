import type { SetUp, SetUpDone } from '@frontdesk/protocol'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { fieldErrors, http } from '../../api/http'
import { rememberSignIn, setUpQuery } from '../../api/queries'
import { DomainsEditor } from '../../shared/DomainsEditor'
import { EntryForm } from '../../shared/form/EntryForm'
import { problemOf } from '../../shared/form/problems'
import { InstallGuide } from '../../shared/InstallGuide'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import { Delayed, SkeletonBlock } from '../../ui/Skeleton'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { EMAIL, NAME, NEW_PASSWORD } from './fields'
import { linkProblem } from './link-problem'

/** The one-time page a fresh installation prints a link to. */
export function SetUpPage() {
  const { token = '' } = useParams({ strict: false })
  const link = useQuery(setUpQuery(token))
  const [done, setDone] = useState<SetUpDone | null>(null)

  if (done) return <Installed done={done} />
  if (link.isPending) return <Waiting />
  if (link.isError) {
    return (
      <AuthFrame title={t.auth.thisLinkNoLongerWorks} lead={linkProblem(link.error)}>
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

const FIELDS = [
  NAME,
  EMAIL,
  NEW_PASSWORD,
  {
    name: 'projectName',
    label: t.auth.projectName,
    hint: t.auth.yourWebsiteOrBrand,
    autoComplete: 'organization',
  },
] as const

function SetUpForm({ token, onDone }: { token: string; onDone: (done: SetUpDone) => void }) {
  const [domains, setDomains] = useState<string[]>([])
  const setUp = useMutation({
    mutationFn: (body: SetUp) => http.post(`/setup/${encodeURIComponent(token)}`, { body }),
    onSuccess: (done) => {
      rememberSignIn(done)
      onDone(done)
    },
  })
  return (
    <EntryForm
      fields={FIELDS}
      submit={t.auth.createProject}
      failure={setUp.error}
      isBusy={setUp.isPending}
      onSubmit={(entered) => setUp.mutate({ ...entered, allowedDomains: domains })}
    >
      <DomainsEditor
        domains={domains}
        onChange={setDomains}
        error={problemOf(fieldErrors(setUp.error), 'allowedDomains', domains)}
      />
    </EntryForm>
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
