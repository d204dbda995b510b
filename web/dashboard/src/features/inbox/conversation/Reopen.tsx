import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Ban, CircleCheck } from 'lucide-react'
import { visitorQuery } from '../../../api/queries'
import { Button } from '../../../ui/Button'
import * as t from '../../../words/words'
import { useBlocking } from '../actions/BlockDialog'
import { useChangeStatus } from '../actions/useChangeStatus'

/** A finished conversation has no composer: it is opened again first, by whatever closed it. */
export function Reopen({ conversation }: { conversation: Conversation }) {
  const { projectId, visitor, status } = conversation
  const change = useChangeStatus(conversation)
  const block = useBlocking(conversation)
  const isBlocked = useQuery(visitorQuery(projectId, visitor.id)).data?.isBlocked === true
  const spam = status === 'spam'
  return (
    <div className="mx-3 mb-3 flex min-h-12 flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-sunken px-4 py-2 md:mx-6 md:mb-4">
      <span className="flex items-center gap-2 text-soft">
        {spam || isBlocked ? (
          <Ban size={15} aria-hidden="true" />
        ) : (
          <CircleCheck size={15} className="text-done" aria-hidden="true" />
        )}
        {closedWords(spam, isBlocked)}
      </span>
      {isBlocked ? (
        <Button busy={block.isPending} onClick={() => block.mutate(false)}>
          {t.conversation.unblock}
        </Button>
      ) : (
        <Button onClick={() => change('open')}>
          {spam ? t.conversation.notSpam : t.conversation.reopenToReply}
        </Button>
      )}
    </div>
  )
}

function closedWords(spam: boolean, isBlocked: boolean): string {
  if (isBlocked) return t.conversation.thisVisitorIsBlocked
  return spam ? t.conversation.markedAsSpamNewMessages : t.conversation.thisConversationIsSolved
}
