import type { Invitation } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { errorMessage, http } from '../../api/http'
import { invitationsQuery } from '../../api/queries'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import { showError } from '../../ui/toasts'
import { fullMoment } from '../../words/time'
import * as t from '../../words/words'
import { ROLE_WORDS } from './roles'

export function InvitationList({ projectId }: { projectId: number }) {
  const invitations = useQuery(invitationsQuery(projectId))
  return (
    <Loaded query={invitations}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="text-soft">{t.settings.noOpenInvitations}</p>
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
    mutationFn: () => http.delete(`/projects/${projectId}/invitations/${invitation.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery(projectId).queryKey }),
    onError: (failure) => showError(errorMessage(failure)),
  })
  return (
    <li className="flex min-h-13 items-center gap-3 px-3 py-2">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{invitation.email ?? t.settings.anyoneWithTheLink}</p>
        <p className="text-small break-words text-faint">
          {t.settings.until(ROLE_WORDS[invitation.role], fullMoment(invitation.expiresAt))}
          {invitation.invitedByName ? (
            <>
              {' · '}
              <Rich
                text={t.settings.byName}
                parts={{ name: <bdi>{invitation.invitedByName}</bdi> }}
              />
            </>
          ) : null}
        </p>
      </div>
      <Button busy={revoke.isPending} onClick={() => revoke.mutate()}>
        {t.settings.revoke}
      </Button>
    </li>
  )
}
