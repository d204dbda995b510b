import type { VisitorConversation } from '@frontdesk/protocol'
import type { Mark } from './timeline.ts'

export function readByAgent({ agentReadSeq }: VisitorConversation): Mark {
  return { upToSeq: agentReadSeq, status: 'read', author: 'visitor', at: null }
}

/** What a visitor's first message begins, until the server says more. */
export function newConversation(id: number): VisitorConversation {
  return {
    id,
    status: 'open',
    assignee: null,
    aiEnabled: true,
    hasAskedForPerson: false,
    lastSeq: 0,
    version: 0,
    agentReadSeq: 0,
    visitorDeliveredSeq: 0,
    visitorReadSeq: 0,
  }
}
