import type { Conversation } from '@frontdesk/protocol'
import { mayActAs, useMe, useProject } from '../../../api/session'
import { type Move, moveFor } from './assign-options'

/** Who asks, and what they may do with the hold on this chat. */
export function useMover(conversation: Conversation): {
  move: Move
  myId: number
  isManager: boolean
} {
  const me = useMe()
  const isManager = mayActAs(useProject(conversation.projectId)?.role, 'manager')
  return { move: moveFor(conversation, { myId: me.id, isManager }), myId: me.id, isManager }
}
