import type { CreatedInvitation } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { invitationsQuery } from '../../api/queries'
import { ErrorMessage } from '../../shared/FormError'
import { Button } from '../../ui/Button'
import { CopyField } from '../../ui/CopyField'
import { Dialog } from '../../ui/Dialog'
import { Field, Input, Select } from '../../ui/Field'
import { submitting, textOf } from '../../ui/submitting'
import { fullMoment } from '../../words/time'
import * as t from '../../words/words'
import { ROLE_WORDS, ROLES } from './roles'

type InviteDialogProps = { projectId: number; open: boolean; onOpenChange: (open: boolean) => void }

export function InviteDialog({ projectId, open, onOpenChange }: InviteDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.settings.inviteSomebody}
      description={t.settings.youGetALink}
    >
      {open ? <InviteForm projectId={projectId} onClose={() => onOpenChange(false)} /> : null}
    </Dialog>
  )
}

function InviteForm({ projectId, onClose }: { projectId: number; onClose: () => void }) {
  const client = useQueryClient()
  const invite = useMutation({
    mutationFn: (form: FormData) =>
      http.post(`/projects/${projectId}/invitations`, {
        body: {
          role: ROLES.find((role) => role === form.get('role')) ?? 'agent',
          ...(textOf(form, 'email') ? { email: textOf(form, 'email') } : {}),
        },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: invitationsQuery(projectId).queryKey }),
  })
  if (invite.data) return <Created created={invite.data} onClose={onClose} />
  return (
    <form onSubmit={submitting((form) => invite.mutate(form))} className="grid gap-4">
      {invite.isError ? <ErrorMessage>{errorMessage(invite.error)}</ErrorMessage> : null}
      <Field label={t.settings.role}>
        {(control) => (
          <Select {...control} name="role" defaultValue="agent">
            {ROLES.map((role) => (
              <option key={role} value={role}>
                {ROLE_WORDS[role]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field
        label={t.settings.eMailOptional}
        hint={t.settings.ifYouName}
        error={fieldErrors(invite.error)['email']}
      >
        {(control) => <Input {...control} name="email" type="email" autoComplete="off" />}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{t.settings.cancel}</Button>
        <Button type="submit" variant="primary" busy={invite.isPending}>
          {t.settings.makeLink}
        </Button>
      </div>
    </form>
  )
}

function Created({ created, onClose }: { created: CreatedInvitation; onClose: () => void }) {
  return (
    <div className="grid gap-4">
      <CopyField label={t.settings.copyLink} text={created.url} />
      <p className="text-soft">
        {t.settings.thisIsTheOnlyTime(fullMoment(created.invitation.expiresAt))}
      </p>
      <div className="flex justify-end">
        <Button variant="primary" onClick={onClose}>
          {t.settings.done}
        </Button>
      </div>
    </div>
  )
}
