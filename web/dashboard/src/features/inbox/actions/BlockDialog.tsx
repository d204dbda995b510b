import type { Conversation } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { errorMessage, http } from '../../../api/http'
import { visitorQuery } from '../../../api/queries'
import { Confirm } from '../../../ui/Dialog'
import { showError, showToast } from '../../../ui/toasts'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'

type BlockDialogProps = {
  conversation: Conversation
  open: boolean
  onOpenChange: (open: boolean) => void
}

/** Shut a visitor out, or let them in again; asked first, because they notice. */
export function BlockDialog({ conversation, open, onOpenChange }: BlockDialogProps) {
  const { projectId, visitor } = conversation
  const details = useQuery({ ...visitorQuery(projectId, visitor.id), enabled: open })
  const isBlocked = details.data?.isBlocked === true
  const block = useBlocking(conversation, () => onOpenChange(false))
  const name = visitorName(visitor)
  return (
    <Confirm
      open={open}
      onOpenChange={onOpenChange}
      title={isBlocked ? t.actions.unblockName(name) : t.actions.blockName(name)}
      description={isBlocked ? t.actions.theyCanWriteAgain : t.actions.theChatIsClosed}
      action={isBlocked ? t.actions.unblock : t.actions.blockVisitor}
      busy={block.isPending}
      onConfirm={() => block.mutate(!isBlocked)}
    />
  )
}

export function useBlocking({ projectId, visitor }: Conversation, onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (isBlocked: boolean) => {
      const path = `/projects/${projectId}/inbox/visitors/${visitor.id}/block` as const
      return isBlocked ? http.post(path, { body: {} }) : http.delete(path)
    },
    onSuccess: (details) => {
      client.setQueryData(visitorQuery(projectId, visitor.id).queryKey, details)
      showToast(details.isBlocked ? t.actions.blocked : t.actions.unblocked)
      onDone?.()
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
}
