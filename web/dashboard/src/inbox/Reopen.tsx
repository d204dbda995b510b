import type { Conversation } from '@frontdesk/protocol'
import { Ban, CircleCheck } from 'lucide-react'
import { Button } from '../ui/Button'
import { useChangeStatus } from './useChangeStatus'

/** A finished conversation has no composer: it is opened again first. */
export function Reopen({ conversation }: { conversation: Conversation }) {
  const change = useChangeStatus(conversation)
  const spam = conversation.status === 'spam'
  return (
    <div className="mx-3 mb-3 flex min-h-12 flex-wrap items-center justify-between gap-3 rounded-lg border border-line bg-sunken px-4 py-2 md:mx-6 md:mb-4">
      <span className="flex items-center gap-2 text-soft">
        {spam ? (
          <Ban size={15} aria-hidden="true" />
        ) : (
          <CircleCheck size={15} className="text-done" aria-hidden="true" />
        )}
        {spam
          ? 'Marked as spam. New messages land here unannounced.'
          : 'This conversation is solved.'}
      </span>
      <Button onClick={() => change('open')}>{spam ? 'Not spam' : 'Reopen to reply'}</Button>
    </div>
  )
}
