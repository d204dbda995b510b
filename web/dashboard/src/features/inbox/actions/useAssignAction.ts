import type { Conversation } from '@frontdesk/protocol'
import { mayActAs, useMe, useProject } from '../../../api/session'
import { type AssignAction, assignActionFor } from './assign-action'

/** Who asks, and what they may do with its assignment. */
export function useAssignAction(conversation: Conversation): {
  action: AssignAction
  myId: number
  isManager: boolean
} {
  const me = useMe()
  const isManager = mayActAs(useProject(conversation.projectId)?.role, 'manager')
  return {
    action: assignActionFor(conversation, { myId: me.id, isManager }),
    myId: me.id,
    isManager,
  }
}
