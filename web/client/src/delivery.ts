import type { SessionMetadata, VisitorNotices, VisitorRequests } from '@frontdesk/protocol'
import type { LiveConnection } from './connection.ts'
import type { Sent } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { type Link, noAnswer } from './seams.ts'
import type { VisitorHistory } from './visitor-history.ts'

export interface DeliveryParts {
  link: Link<VisitorRequests, VisitorNotices>
  connection: LiveConnection<VisitorRequests, VisitorNotices>
  history: VisitorHistory
  metadata: SessionMetadata
}

/** Try to give one message to the server. */
export async function deliver(
  { content, tempId, attempts }: Outgoing,
  { link, connection, history, metadata: sessionMetadata }: DeliveryParts,
): Promise<Sent> {
  const answer = await link.request('sendMessage', { content, tempId, sessionMetadata })
  if (answer.ok) {
    const message = { ...answer.message, tempId }
    history.take(message)
    return { kind: 'stored', message }
  }
  // Perhaps another tab made this visitor someone else: introduce ourselves again, once.
  if (answer.error.code === 'unauthorized' && attempts === 1) {
    connection.restart()
    return { kind: 'refused', error: noAnswer.error }
  }
  return { kind: 'refused', error: answer.error }
}
