import type { Login } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { errorMessage, http, Refusal } from '../../api/http'
import { rememberSignIn } from '../../api/queries'
import { ErrorMessage } from '../../shared/FormError'
import { EntryForm } from '../../shared/form/EntryForm'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { EMAIL } from './fields'
import { useCountdown } from './useCountdown'

const FIELDS = [
  EMAIL,
  { name: 'password', label: t.auth.password, autoComplete: 'current-password' },
] as const

const CODE = [
  {
    name: 'code',
    label: t.accounts.codeFromYourApp,
    hint: t.accounts.orARecoveryCode,
    autoComplete: 'one-time-code',
  },
] as const

export function SignInPage({ next, onward }: { next: string; onward?: () => void }) {
  const router = useRouter()
  const [lockedUntil, setLockedUntil] = useState<number | null>(null)
  // Right so far: what is missing is the code of a second factor.
  const [awaiting, setAwaiting] = useState<Login | null>(null)
  const lockedFor = useCountdown(lockedUntil)
  const signIn = useMutation({
    mutationFn: (body: Login) => http.post('/auth/login', { body }),
    onSuccess: (signedIn) => {
      rememberSignIn(signedIn)
      if (onward) onward()
      else router.history.push(next)
    },
    onError: (failure, entered) => {
      if (!(failure instanceof Refusal)) return
      if (failure.reason === 'second_factor_needed') setAwaiting(entered)
      if (failure.status === 429)
        setLockedUntil(Date.now() + (failure.retryAfterSeconds ?? 60) * 1000)
    },
  })
  const form = {
    failure: signIn.error,
    isBusy: signIn.isPending,
    isLocked: lockedFor > 0,
    problem: <SignInProblem failure={signIn.error} lockedFor={lockedFor} />,
    submit: <SubmitWords lockedFor={lockedFor} />,
  }
  if (awaiting) {
    const startAgain = () => {
      setAwaiting(null)
      signIn.reset()
    }
    return (
      <AuthFrame title={t.accounts.enterTheCode} lead={t.accounts.openYourApp}>
        <EntryForm
          {...form}
          key="code"
          fields={CODE}
          onSubmit={({ code }) => signIn.mutate({ ...awaiting, code })}
          after={
            <Button variant="ghost" onClick={startAgain}>
              {t.accounts.startAgain}
            </Button>
          }
        />
      </AuthFrame>
    )
  }
  return (
    <AuthFrame title={t.auth.signIn} lead={t.auth.welcomeBackYourInbox}>
      <EntryForm {...form} key="password" fields={FIELDS} onSubmit={signIn.mutate} />
    </AuthFrame>
  )
}

function SubmitWords({ lockedFor }: { lockedFor: number }) {
  if (lockedFor === 0) return t.auth.signIn
  return <span className="nums">{t.auth.tryAgainInS(lockedFor)}</span>
}

const QUIET = new Set(['second_factor_needed', 'wrong_code'])

function SignInProblem({ failure, lockedFor }: { failure: unknown; lockedFor: number }) {
  if (!failure) return null
  // The next page asks for what is missing; a wrong code is said at its field.
  if (failure instanceof Refusal && QUIET.has(failure.reason)) return null
  if (failure instanceof Refusal && failure.status === 429) {
    if (lockedFor === 0) return null
    return (
      <ErrorMessage>
        <Rich
          text={failure.reason === 'sign_in_slowed' ? t.auth.signInSlowed : t.auth.tooManyAttempts}
          parts={{ seconds: <span className="nums">{lockedFor}</span> }}
        />
      </ErrorMessage>
    )
  }
  return <ErrorMessage>{errorMessage(failure)}</ErrorMessage>
}
