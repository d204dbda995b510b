import type { Conversation, Project } from '@frontdesk/protocol'
import * as t from './words'

type Decided = Pick<Project, 'historyVisibility' | 'reopenDays'>
type Marks = Pick<Conversation, 'chatState' | 'lastSeq' | 'visitorReadSeq'>

/** What becomes of a solved conversation when its visitor writes again: the project decides. */
export function solvedNote(project: Decided | undefined): string {
  if (!project) return t.actions.done
  if (project.historyVisibility === 'forever' && project.reopenDays > 0)
    return t.actions.doneANewMessageReopens(project.reopenDays)
  return t.actions.doneANewMessageStarts
}

/** The last word is the team's, and the visitor has not had it on screen. */
export function isAnswerUnseen({ chatState, lastSeq, visitorReadSeq }: Marks): boolean {
  return chatState === 'waiting_real_user_reply' && visitorReadSeq < lastSeq
}
