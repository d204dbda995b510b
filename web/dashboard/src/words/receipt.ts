import type { Message } from '@frontdesk/protocol'
import * as t from './words'

export type Mark = 'sending' | 'sent' | 'delivered' | 'read' | 'failed'
/** `isResting`: it lies in the visitor's history and no widget has shown it yet. */
export type Receipt = { mark: Mark; words: string; isResting?: true }

type Stored = Pick<Message, 'status' | 'deliveredAt'>

/**
 * What became of an agent's message. `delivered` without a time means that it rests in the
 * visitor's history: no widget has confirmed it, so it never earns the second tick.
 */
export function receiptOf(message: Stored): Receipt {
  if (message.status === 'read') return { mark: 'read', words: t.phrases.read }
  if (message.status === 'sent') return { mark: 'sent', words: t.phrases.sent }
  if (message.deliveredAt) return { mark: 'delivered', words: t.phrases.delivered }
  return { mark: 'sent', words: t.phrases.offlineWaitingInHistory, isResting: true }
}
