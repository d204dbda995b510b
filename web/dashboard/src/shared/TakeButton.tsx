import type { Conversation } from '@frontdesk/protocol'
import { useNavigate } from '@tanstack/react-router'
import { Hand } from 'lucide-react'
import { useLive } from '../live/LiveProvider'
import { Button } from '../ui/Button'
import * as t from '../words/words'
import { useAction } from './useAction'

type TakeProps = {
  conversation: Conversation
  variant?: 'primary' | 'quiet'
  /** Where the chat is not on screen yet, taking it goes there. */
  opens?: boolean
}

/** For a chat that waits for somebody. Whoever is second is told who was first. */
export function TakeButton({ conversation, variant = 'primary', opens = false }: TakeProps) {
  const { chats } = useLive()
  const navigate = useNavigate()
  const { id, projectId } = conversation
  const take = useAction(async () => {
    await chats.claim(id)
    if (!opens) return
    await navigate({
      to: '/projects/$projectId/inbox/$conversationId',
      params: { projectId: String(projectId), conversationId: String(id) },
    })
  })
  return (
    <Button
      variant={variant}
      busy={take.isPending}
      onClick={() => take.mutate()}
      className="max-md:px-3"
      aria-label={t.shared.takeTheChat}
    >
      <Hand size={14} aria-hidden="true" />
      {opens ? <span className="max-md:sr-only">{t.shared.take}</span> : t.shared.takeTheChat}
    </Button>
  )
}
