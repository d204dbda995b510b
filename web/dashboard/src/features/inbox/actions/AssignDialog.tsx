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
import * as t from '../../../words/words'
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
          <Button onClick={() => onOpenChange(false)}>{t.actions.close}</Button>
        </div>
      ) : null}
    </Dialog>
  )
}

function useHolderName({ projectId, assigneeId }: Conversation): string {
  const nameOf = useNameOf(projectId)
  return assigneeId === null ? '' : inSentence(nameOf(assigneeId) ?? t.actions.aColleague)
}

function titleOf({ kind }: AssignAction): string {
  if (kind === 'hand-over') return t.actions.handOver
  return kind === 'reassign' ? t.actions.reassign : t.actions.assign
}

function leadOf(action: AssignAction, holder: string): string {
  switch (action.kind) {
    case 'assign':
      return action.onlyMe ? t.actions.noOneHasThisChat : t.actions.nobodyHasIt
    case 'hand-over':
      return t.actions.youHaveThisChat
    case 'reassign':
      return t.actions.hasThisChat(holder)
    case 'none':
      return holder
        ? t.actions.hasThisChatOnlyAManager(holder)
        : t.actions.thisConversationIsClosedReopen
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
      showToast(t.actions.hasTheChatNow(inSentence(nameOf(chosen ?? 0) ?? t.actions.they)))
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
        <Button onClick={onDone}>{t.actions.cancel}</Button>
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
      label={isReason ? t.actions.reasonOptional : t.actions.noteOptional}
      hint={isReason ? t.actions.standsInTheHistory : t.actions.onlyYourTeamReads}
    >
      {(control) => (
        <TextArea {...control} name="words" dir="auto" rows={2} maxLength={isReason ? 500 : 5000} />
      )}
    </Field>
  )
}
