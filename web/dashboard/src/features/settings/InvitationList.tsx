import type { Invitation } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, errorMessage } from '../../api/http'
import { invitationsQuery } from '../../api/queries'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { showError } from '../../ui/toasts'
import { fullMoment } from '../../words/time'
import { ROLE_WORDS } from './roles'

export function InvitationList({ projectId }: { projectId: number }) {
  const invitations = useQuery(invitationsQuery(projectId))
  return (
    <Loaded query={invitations}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="text-soft">Nobody is invited right now.</p>
        ) : (
          <ul className="divide-y divide-line rounded-md border border-line">
            {rows.map((invitation) => (
              <InvitationRow key={invitation.id} projectId={projectId} invitation={invitation} />
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}

function InvitationRow({ projectId, invitation }: { projectId: number; invitation: Invitation }) {
  const client = useQueryClient()
  const revoke = useMutation({
    mutationFn: () => call('DELETE', `/projects/${projectId}/invitations/${invitation.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery(projectId).queryKey }),
    onError: (failure) => showError(errorMessage(failure)),
  })
  return (
    <li className="flex min-h-13 items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{invitation.email ?? 'Whoever has the link'}</p>
        <p className="truncate text-small text-faint">
          {ROLE_WORDS[invitation.role]} · until {fullMoment(invitation.expiresAt)}
          {invitation.invitedByName ? (
            <>
              {' · by '}
              <bdi>{invitation.invitedByName}</bdi>
            </>
          ) : null}
        </p>
      </div>
      <Button busy={revoke.isPending} onClick={() => revoke.mutate()}>
        Revoke
      </Button>
    </li>
  )
}
