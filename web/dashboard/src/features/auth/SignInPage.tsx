import { useMutation } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { errorMessage, http, Refusal } from '../../api/http'
import { rememberSignIn } from '../../api/queries'
import { ErrorMessage } from '../../shared/FormError'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { Rich } from '../../ui/Rich'
import { submitting, textOf } from '../../ui/submitting'
import * as t from '../../words/words'
import { AuthFrame } from './AuthFrame'
import { useCountdown } from './useCountdown'

export function SignInPage({ next, onward }: { next: string; onward?: () => void }) {
  const router = useRouter()
  const [lockedUntil, setLockedUntil] = useState<number | null>(null)
  const lockedFor = useCountdown(lockedUntil)
  const signIn = useMutation({
    mutationFn: (form: FormData) =>
      http.post('/auth/login', {
        body: {
          email: textOf(form, 'email'),
          password: String(form.get('password')),
        },
      }),
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
      <form onSubmit={submitting((form) => signIn.mutate(form))} className="grid gap-4">
        <SignInProblem failure={signIn.error} lockedFor={lockedFor} />
        <Field label={t.auth.eMail}>
          {(control) => (
            <Input {...control} name="email" type="email" autoComplete="username" required />
          )}
        </Field>
        <Field label={t.auth.password}>
          {(control) => (
            <Input
              {...control}
              name="password"
              type="password"
              autoComplete="current-password"
              required
            />
          )}
        </Field>
        <Button type="submit" variant="primary" busy={signIn.isPending} disabled={lockedFor > 0}>
          {lockedFor > 0 ? (
            <span className="nums">{t.auth.tryAgainInS(lockedFor)}</span>
          ) : (
            t.auth.signIn
          )}
        </Button>
      </form>
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
          text={t.auth.tooManyAttempts}
          parts={{ seconds: <span className="nums">{lockedFor}</span> }}
        />
      </ErrorMessage>
    )
  }
  return <ErrorMessage>{errorMessage(failure)}</ErrorMessage>
}
