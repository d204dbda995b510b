import type { Member, RoleName } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, http } from '../../api/http'
import { membersQuery } from '../../api/queries'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { Select } from '../../ui/Field'
import { showError, showToast } from '../../ui/toasts'
import * as t from '../../words/words'
import { Deactivate } from './Deactivate'
import { isRole, ROLE_WORDS, ROLES } from './roles'

type MemberRowProps = { projectId: number; member: Member; myId: number; isOwner: boolean }

export function MemberRow({ projectId, member, myId, isOwner }: MemberRowProps) {
  const isMe = member.userId === myId
  return (
    <li className="flex min-h-15 flex-wrap items-center gap-x-3 gap-y-2 px-3 py-2">
      <Avatar name={member.name} seed={member.userId} />
      <div className="min-w-40 flex-1">
        <p className="flex items-center gap-1.5 font-medium">
          <span dir="auto" className="truncate">
            {member.name}
          </span>
          {member.isDeactivated ? (
            <span className="shrink-0 font-normal text-faint">{t.accounts.deactivated}</span>
          ) : null}
          {isMe ? <span className="shrink-0 font-normal text-faint">{t.settings.you}</span> : null}
        </p>
        <p className="truncate text-small text-faint">{member.email}</p>
      </div>
      {isOwner ? (
        <RoleSelect projectId={projectId} member={member} />
      ) : (
        <span className="text-soft">{ROLE_WORDS[member.role]}</span>
      )}
      {isOwner && !isMe ? <Deactivate projectId={projectId} member={member} /> : null}
      {isOwner || isMe ? <Remove projectId={projectId} member={member} isMe={isMe} /> : null}
    </li>
  )
}

type OneMember = { projectId: number; member: Member }

function RoleSelect({ projectId, member }: OneMember) {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (role: RoleName) =>
      http.patch(`/projects/${projectId}/members/${member.userId}`, { body: { role } }),
    onSuccess: (saved) => {
      showToast(t.settings.isNow(saved.name, ROLE_WORDS[saved.role].toLowerCase()))
      void client.invalidateQueries({ queryKey: ['project', projectId] })
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
  return (
    <Select
      aria-label={t.settings.roleOf(member.name)}
      className="w-28 md:w-32"
      value={change.isPending ? change.variables : member.role}
      disabled={change.isPending}
      onChange={(event) => {
        if (isRole(event.target.value)) change.mutate(event.target.value)
      }}
    >
      {ROLES.map((role) => (
        <option key={role} value={role}>
          {ROLE_WORDS[role]}
        </option>
      ))}
    </Select>
  )
}

function Remove({ projectId, member, isMe }: OneMember & { isMe: boolean }) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const remove = useMutation({
    mutationFn: () => http.delete(`/projects/${projectId}/members/${member.userId}`),
    onSuccess: () => {
      setAsking(false)
      if (isMe) location.assign('/')
      else void client.invalidateQueries({ queryKey: membersQuery(projectId).queryKey })
    },
    onError: (failure) => {
      setAsking(false)
      showError(errorMessage(failure))
    },
  })
  const title = isMe ? t.settings.leaveThisProject : t.settings.removeName(member.name)
  return (
    <>
      <Button className="min-w-20" onClick={() => setAsking(true)} aria-label={title.slice(0, -1)}>
        {isMe ? t.settings.leave : t.settings.remove}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={title}
        description={t.settings.theirChatsGoBack}
        action={isMe ? t.settings.leaveProject : t.settings.removeMember}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
