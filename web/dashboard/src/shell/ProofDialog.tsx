import { useMutation } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { http } from '../api/http'
import { isProofAsked, settleProof, watchProof } from '../api/proof'
import { EntryForm } from '../shared/form/EntryForm'
import { Dialog } from '../ui/Dialog'
import * as t from '../words/words'

const FIELDS = [
  { name: 'password', label: t.accounts.yourPassword, autoComplete: 'current-password' },
] as const

/** Stands over everything: whatever asks for the password, it is asked for here. */
export function ProofDialog() {
  const isAsked = useSyncExternalStore(watchProof, isProofAsked)
  return (
    <Dialog
      open={isAsked}
      onOpenChange={() => settleProof(false)}
      title={t.accounts.enterYourPasswordAgain}
      description={t.accounts.thisChangesWhoMay}
    >
      {isAsked ? <ProofForm /> : null}
    </Dialog>
  )
}

function ProofForm() {
  const confirm = useMutation({
    mutationFn: (body: { password: string }) => http.post('/auth/confirm', { body }),
    onSuccess: () => settleProof(true),
  })
  return (
    <EntryForm
      fields={FIELDS}
      submit={t.accounts.goOn}
      failure={confirm.error}
      isBusy={confirm.isPending}
      onSubmit={confirm.mutate}
    />
  )
}
