import { useQuery } from '@tanstack/react-query'
import { UserPlus } from 'lucide-react'
import { useState } from 'react'
import { membersQuery } from '../../api/queries'
import { mayActAs, useMe, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Part, Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import * as t from '../../words/words'
import { InvitationList } from './InvitationList'
import { InviteDialog } from './InviteDialog'
import { MemberRow } from './MemberRow'

export function MembersPage() {
  const { projectId } = useLive()
  const me = useMe()
  const role = useProject(projectId)?.role
  const isOwner = mayActAs(role, 'owner')
  const members = useQuery(membersQuery(projectId))
  const [inviting, setInviting] = useState(false)
  return (
    <Sheet title={t.settings.members} lead={t.settings.agentsAnswerManagersAlsoLook}>
      {isOwner ? (
        <div>
          <Button variant="primary" onClick={() => setInviting(true)}>
            <UserPlus size={15} aria-hidden="true" /> {t.settings.inviteSomebody}
          </Button>
          <InviteDialog projectId={projectId} open={inviting} onOpenChange={setInviting} />
        </div>
      ) : null}
      <Loaded query={members}>
        {(rows) => (
          <ul className="divide-y divide-line rounded-md border border-line">
            {rows.map((member) => (
              <MemberRow
                key={member.userId}
                projectId={projectId}
                member={member}
                myId={me.id}
                isOwner={isOwner}
              />
            ))}
          </ul>
        )}
      </Loaded>
      {isOwner ? (
        <Part title={t.settings.openInvitations}>
          <InvitationList projectId={projectId} />
        </Part>
      ) : null}
    </Sheet>
  )
}
