import type { Assignment, HowAssigned, ReleaseReason } from '@frontdesk/protocol'
import { inSentence } from './names'
import type { NameOf } from './turn'

const HOW: Record<HowAssigned, string> = {
  claimed: 'Took it',
  next: 'Took it as the next in the queue',
  pushed: 'Given by the queue',
  assigned: 'Assigned',
  reassigned: 'Reassigned',
  handed_over: 'Handed over',
  replied: 'Took it by replying',
}

const WHY_OVER: Record<ReleaseReason, string> = {
  replied: 'free again after replying',
  released: 'given back',
  reassigned: 'given to somebody else',
  idle: 'idle for too long',
  offline: 'went offline',
  removed: 'left the project',
  no_first_reply: 'no first reply in time',
  visitor_returned: 'not there when the visitor came back',
  solved: 'solved',
  spam: 'marked as spam',
  unassigned: 'unassigned',
}

/** How a hold began: `Handed over by Alan`. */
export function howBegan({ how, assignedById, agentId }: Assignment, nameOf: NameOf): string {
  if (assignedById === null || assignedById === agentId) return HOW[how]
  return `${HOW[how]} by ${inSentence(nameOf(assignedById) ?? 'a former member')}`
}

export function whyOver(reason: ReleaseReason): string {
  return WHY_OVER[reason]
}
