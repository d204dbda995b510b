import type { Conversation } from '@frontdesk/protocol'

/** What giving this chat to somebody means for whoever asks. */
export type AssignAction =
  /** Nobody has it: managers give it to anybody, agents take it themselves. */
  | { kind: 'assign'; onlyMe: boolean }
  | { kind: 'hand-over' }
  | { kind: 'reassign' }
  /** A colleague has it, and only a manager may take it from them. */
  | { kind: 'none' }

type Asker = { myId: number; isManager: boolean }

export function assignActionFor(
  { assigneeId, chatState }: Conversation,
  { myId, isManager }: Asker,
): AssignAction {
  if (chatState === 'completed') return { kind: 'none' }
  if (assigneeId === null) return { kind: 'assign', onlyMe: !isManager }
  if (assigneeId === myId) return { kind: 'hand-over' }
  return isManager ? { kind: 'reassign' } : { kind: 'none' }
}
