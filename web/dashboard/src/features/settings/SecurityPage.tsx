import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { sessionsQuery } from '../../api/queries'
import { ErrorMessage } from '../../shared/FormError'
import { Part, Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { submitting } from '../../ui/submitting'
import { showToast } from '../../ui/toasts'
import * as t from '../../words/words'
import { SessionList } from './SessionList'

export function SecurityPage() {
  return (
    <Sheet title={t.settings.passwordAndSessions}>
      <Part title={t.settings.password} lead={t.settings.changingItSignsYouOut}>
        <PasswordForm />
      </Part>
      <Part title={t.settings.whereYouAreSigned} lead={t.settings.aSessionYouEnd}>
        <SessionList />
      </Part>
    </Sheet>
  )
}

function PasswordForm() {
  const client = useQueryClient()
  const form = useRef<HTMLFormElement>(null)
  const change = useMutation({
    mutationFn: (values: FormData) =>
      http.post('/auth/change-password', {
        body: {
          currentPassword: String(values.get('currentPassword')),
          newPassword: String(values.get('newPassword')),
        },
      }),
    onSuccess: () => {
      form.current?.reset()
      showToast(t.settings.passwordChangedOtherSessionsWere)
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  const wrong = fieldErrors(change.error)
  const isNamed = Object.keys(wrong).length > 0
  return (
    <form
      ref={form}
      onSubmit={submitting((values) => change.mutate(values))}
      className="grid max-w-sm gap-4"
    >
      {change.isError && !isNamed ? (
        <ErrorMessage>{errorMessage(change.error)}</ErrorMessage>
      ) : null}
      <Field label={t.settings.currentPassword} error={wrong['currentPassword']}>
        {(control) => (
          <Input
            {...control}
            name="currentPassword"
            type="password"
            autoComplete="current-password"
            required
          />
        )}
      </Field>
      <Field
        label={t.settings.newPassword}
        hint={t.settings.atLeast10Characters}
        error={wrong['newPassword']}
      >
        {(control) => (
          <Input
            {...control}
            name="newPassword"
            type="password"
            autoComplete="new-password"
            minLength={10}
            required
          />
        )}
      </Field>
      <div>
        <Button type="submit" busy={change.isPending}>
          {t.settings.changePassword}
        </Button>
      </div>
    </form>
  )
}
