import type { ChangePassword } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { http } from '../../api/http'
import { sessionsQuery } from '../../api/queries'
import { EntryForm } from '../../shared/form/EntryForm'
import { Part, Sheet } from '../../shared/PageBody'
import { showToast } from '../../ui/toasts'
import * as t from '../../words/words'
import { SecondFactor } from './SecondFactor'
import { SessionList } from './SessionList'

export function SecurityPage() {
  return (
    <Sheet title={t.settings.passwordAndSessions}>
      <Part title={t.settings.password} lead={t.settings.changingItSignsYouOut}>
        <PasswordForm />
      </Part>
      <Part title={t.accounts.secondFactor} lead={t.accounts.aCodeInAddition}>
        <SecondFactor />
      </Part>
      <Part title={t.settings.whereYouAreSigned} lead={t.settings.aSessionYouEnd}>
        <SessionList />
      </Part>
    </Sheet>
  )
}

const FIELDS = [
  {
    name: 'currentPassword',
    label: t.settings.currentPassword,
    autoComplete: 'current-password',
  },
  {
    name: 'newPassword',
    label: t.settings.newPassword,
    hint: t.settings.atLeast10Characters,
    autoComplete: 'new-password',
  },
] as const

function PasswordForm() {
  const client = useQueryClient()
  const [changes, setChanges] = useState(0)
  const change = useMutation({
    mutationFn: (body: ChangePassword) => http.post('/auth/change-password', { body }),
    onSuccess: () => {
      setChanges(changes + 1)
      showToast(t.settings.passwordChangedOtherSessionsWere)
      void client.invalidateQueries({ queryKey: sessionsQuery.queryKey })
    },
  })
  return (
    <div className="max-w-sm">
      <EntryForm
        // A form that has done its work begins again, empty.
        key={changes}
        fields={FIELDS}
        submit={t.settings.changePassword}
        failure={change.error}
        isBusy={change.isPending}
        takesFocus={false}
        onSubmit={change.mutate}
      />
    </div>
  )
}
