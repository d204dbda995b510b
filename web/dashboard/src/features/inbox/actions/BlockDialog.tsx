import type { Conversation, VisitorDetails } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call, errorMessage } from '../../../api/http'
import { visitorQuery } from '../../../api/queries'
import { Confirm } from '../../../ui/Dialog'
import { showError, showToast } from '../../../ui/toasts'
import { visitorName } from '../../../words/visitor'

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
      title={isBlocked ? `Unblock ${name}?` : `Block ${name}?`}
      description={
        isBlocked
          ? 'They can write again, and the chat that the block closed is open again.'
          : 'The chat is closed and leaves the queue. Their widget says so, and nothing they write arrives any more. You can unblock them later.'
      }
      action={isBlocked ? 'Unblock' : 'Block visitor'}
      busy={block.isPending}
      onConfirm={() => block.mutate(!isBlocked)}
    />
  )
}

export function useBlocking({ projectId, visitor }: Conversation, onDone?: () => void) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (isBlocked: boolean) => {
      const path = `/projects/${projectId}/inbox/visitors/${visitor.id}/block`
      return isBlocked
        ? call<VisitorDetails>('POST', path, {})
        : call<VisitorDetails>('DELETE', path)
    },
    onSuccess: (details) => {
      client.setQueryData(visitorQuery(projectId, visitor.id).queryKey, details)
      showToast(details.isBlocked ? 'Blocked.' : 'Unblocked.')
      onDone?.()
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
}
