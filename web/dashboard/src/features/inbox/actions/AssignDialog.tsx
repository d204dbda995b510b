import type { Conversation } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, fieldErrors } from '../../../api/http'
import { useLive } from '../../../live/LiveProvider'
import { useNameOf } from '../../../live/members'
import { ErrorMessage } from '../../../shared/FormError'
import { Button } from '../../../ui/Button'
import { Dialog } from '../../../ui/Dialog'
import { Field, TextArea } from '../../../ui/Field'
import { submitting, textOf } from '../../../ui/submitting'
import { showToast } from '../../../ui/toasts'
import { inSentence } from '../../../words/names'
import type { AssignAction } from './assign-action'
import { MemberChoice } from './MemberChoice'
import { useAssignAction } from './useAssignAction'

type AssignDialogProps = {
  conversation: Conversation
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Give the chat to somebody: assign, hand over or reassign, whichever it is for whoever asks. */
export function AssignDialog({ conversation, open, onOpenChange }: AssignDialogProps) {
  const { action } = useAssignAction(conversation)
  const holder = useHolderName(conversation)
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={titleOf(action)}
      description={leadOf(action, holder)}
    >
      {open && action.kind !== 'none' ? (
        <AssignForm
          conversation={conversation}
          action={action}
          onDone={() => onOpenChange(false)}
        />
      ) : null}
      {action.kind === 'none' ? (
        <div className="flex justify-end">
          <Button onClick={() => onOpenChange(false)}>Close</Button>
        </div>
      ) : null}
    </Dialog>
  )
}

function useHolderName({ projectId, assigneeId }: Conversation): string {
  const nameOf = useNameOf(projectId)
  return assigneeId === null ? '' : inSentence(nameOf(assigneeId) ?? 'A colleague')
}

function titleOf({ kind }: AssignAction): string {
  if (kind === 'hand-over') return 'Hand over'
  return kind === 'reassign' ? 'Reassign' : 'Assign'
}

function leadOf(action: AssignAction, holder: string): string {
  switch (action.kind) {
    case 'assign':
      return action.onlyMe
        ? 'Nobody has this chat. You can take it; managers can give it to others.'
        : 'Nobody has this chat.'
    case 'hand-over':
      return 'You have this chat. Your note stays in the thread; the visitor does not see it.'
    case 'reassign':
      return `${holder} has this chat and will be told.`
    case 'none':
      return holder
        ? `${holder} has this chat. Only a manager can move it.`
        : 'This conversation is closed. Reopen it first.'
  }
}

type FormProps = { conversation: Conversation; action: AssignAction; onDone: () => void }

function AssignForm({ conversation, action, onDone }: FormProps) {
  const { chats, projectId } = useLive()
  const nameOf = useNameOf(projectId)
  const [chosen, choose] = useState<number | null>(null)
  const give = useMutation({
    mutationFn: (words: string) => {
      const assigneeId = chosen ?? 0
      const said = words === '' ? null : words
      return action.kind === 'reassign'
        ? chats.reassign(conversation.id, { assigneeId, reason: said })
        : chats.assign(conversation.id, { assigneeId, note: said })
    },
    onSuccess: () => {
      onDone()
      showToast(`${inSentence(nameOf(chosen ?? 0) ?? 'They')} has the chat now.`)
    },
  })
  return (
    <form
      onSubmit={submitting((form) => give.mutate(textOf(form, 'words')))}
      className="grid gap-4"
    >
      {give.isError ? (
        <ErrorMessage>
          {fieldErrors(give.error)['assigneeId'] ?? errorMessage(give.error)}
        </ErrorMessage>
      ) : null}
      <MemberChoice conversation={conversation} action={action} chosen={chosen} onChoose={choose} />
      <WordsField action={action} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>Cancel</Button>
        <Button type="submit" variant="primary" busy={give.isPending} disabled={chosen === null}>
          {titleOf(action)}
        </Button>
      </div>
    </form>
  )
}

function WordsField({ action }: { action: AssignAction }) {
  const isReason = action.kind === 'reassign'
  return (
    <Field
      label={isReason ? 'Reason (optional)' : 'Note (optional)'}
      hint={isReason ? 'Stands in the history of the chat.' : 'Only your team reads it.'}
    >
      {(control) => (
        <TextArea {...control} name="words" dir="auto" rows={2} maxLength={isReason ? 500 : 5000} />
      )}
    </Field>
  )
}
