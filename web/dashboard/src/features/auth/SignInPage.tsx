import type { Login } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { errorMessage, http, Refusal } from '../../api/http'
import { rememberSignIn } from '../../api/queries'
import { ErrorMessage } from '../../shared/FormError'
import { EntryForm } from '../../shared/form/EntryForm'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { EMAIL } from './fields'
import { useCountdown } from './useCountdown'

const FIELDS = [
  EMAIL,
  { name: 'password', label: t.auth.password, autoComplete: 'current-password' },
] as const

export function SignInPage({ next, onward }: { next: string; onward?: () => void }) {
  const router = useRouter()
  const [lockedUntil, setLockedUntil] = useState<number | null>(null)
  const lockedFor = useCountdown(lockedUntil)
  const signIn = useMutation({
    mutationFn: (body: Login) => http.post('/auth/login', { body }),
    onSuccess: (signedIn) => {
      rememberSignIn(signedIn)
      if (onward) onward()
      else router.history.push(next)
    },
    onError: (failure) => {
      if (failure instanceof Refusal && failure.status === 429) {
        setLockedUntil(Date.now() + (failure.retryAfterSeconds ?? 60) * 1000)
      }
    },
  })

  return (
    <AuthFrame title={t.auth.signIn} lead={t.auth.welcomeBackYourInbox}>
      <EntryForm
        fields={FIELDS}
        onSubmit={signIn.mutate}
        failure={signIn.error}
        isBusy={signIn.isPending}
        isLocked={lockedFor > 0}
        problem={<SignInProblem failure={signIn.error} lockedFor={lockedFor} />}
        submit={
          lockedFor > 0 ? (
            <span className="nums">{t.auth.tryAgainInS(lockedFor)}</span>
          ) : (
            t.auth.signIn
          )
        }
      />
    </AuthFrame>
  )
}

function SignInProblem({ failure, lockedFor }: { failure: unknown; lockedFor: number }) {
  if (!failure) return null
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
