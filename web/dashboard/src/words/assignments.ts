import type { Assignment, HowAssigned, ReleaseReason } from '@frontdesk/protocol'
import { inSentence } from './names'
import type { NameOf } from './turn'
import * as t from './words'

const HOW: Record<HowAssigned, string> = {
  claimed: t.phrases.tookIt,
  next: t.phrases.tookItAsTheNext,
  pushed: t.phrases.givenByTheQueue,
  assigned: t.phrases.assigned,
  reassigned: t.phrases.reassigned,
  handed_over: t.phrases.handedOver,
  replied: t.phrases.tookItByReplying,
}

const WHY_OVER: Record<ReleaseReason, string> = {
  replied: t.phrases.freeAgainAfterReplying,
  released: t.phrases.givenBack,
  reassigned: t.phrases.givenToSomebodyElse,
  idle: t.phrases.idleForTooLong,
  offline: t.phrases.wentOffline,
  removed: t.phrases.leftTheProject,
  no_first_reply: t.phrases.noFirstReplyInTime,
  visitor_returned: t.phrases.notThereWhenTheVisitor,
  solved: t.phrases.wasSolved,
  spam: t.phrases.markedAsSpam,
  unassigned: t.phrases.wasUnassigned,
}

/** How a hold began: `Handed over by Alan`. */
export function howBegan({ how, assignedById, agentId }: Assignment, nameOf: NameOf): string {
  if (assignedById === null || assignedById === agentId) return HOW[how]
  return t.phrases.by(HOW[how], inSentence(nameOf(assignedById) ?? t.phrases.aFormerMember))
}

export function whyOver(reason: ReleaseReason): string {
  return WHY_OVER[reason]
}
