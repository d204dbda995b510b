import type { Member } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, http } from '../../api/http'
import { membersQuery } from '../../api/queries'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { showError, showToast } from '../../ui/toasts'
import * as t from '../../words/words'

type OneMember = { projectId: number; member: Member }

/** Ends everything somebody is signed in to, until they are activated again. */
export function Deactivate({ projectId, member }: OneMember) {
  const [asking, setAsking] = useState(false)
  const change = useActivation(projectId, member, () => setAsking(false))
  if (member.isDeactivated) {
    return (
      <Button
        className="min-w-24"
        busy={change.isPending}
        aria-label={t.accounts.activateName(member.name)}
        onClick={() => change.mutate('reactivate')}
      >
        {t.accounts.activate}
      </Button>
    )
  }
  return (
    <>
      <Button
        className="min-w-24"
        aria-label={t.accounts.deactivateName(member.name)}
        onClick={() => setAsking(true)}
      >
        {t.accounts.deactivate}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.accounts.deactivateNameQuestion(member.name)}
        description={t.accounts.theyAreSignedOutEverywhere}
        action={t.accounts.deactivateAccount}
        busy={change.isPending}
        onConfirm={() => change.mutate('deactivate')}
      />
    </>
  )
}

function useActivation(projectId: number, member: Member, onSettled: () => void) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (verb: 'deactivate' | 'reactivate') => act(projectId, member.userId, verb),
    onSuccess: (saved) => {
      if (saved.isDeactivated) {
        showToast(t.accounts.isDeactivated(saved.name), {
          words: t.accounts.undo,
          run: () => change.mutate('reactivate'),
        })
      } else showToast(t.accounts.isActiveAgain(saved.name))
      void client.invalidateQueries({ queryKey: membersQuery(projectId).queryKey })
    },
    onError: (failure) => showError(errorMessage(failure)),
    onSettled,
  })
  return change
}

function act(projectId: number, userId: number, verb: 'deactivate' | 'reactivate') {
  const member = `/projects/${projectId}/members/${userId}` as const
  return verb === 'deactivate'
    ? http.post(`${member}/deactivate`)
    : http.post(`${member}/reactivate`)
}
