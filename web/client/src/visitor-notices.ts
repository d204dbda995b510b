import type { Message, VisitorNotices } from '@frontdesk/protocol'
import type { Outbox } from './outbox.ts'
import type { NoticeOf } from './seams.ts'
import type { StandingStore } from './standing.ts'
import type { TypingWatch } from './typing.ts'
import type { VisitorHistory } from './visitor-history.ts'

/** What one tab of a visitor tells the others. */
export type TabMessage = { kind: 'read'; upToSeq: number } | { kind: 'forgotten' }

export interface NoticeParts {
  history: VisitorHistory
  standing: StandingStore
  outbox: Outbox
  watch: TypingWatch
}

/** What each thing a visitor hears means for what this page knows. */
export function hearVisitorNotice(
  { event, payload }: NoticeOf<VisitorNotices>,
  { history, standing, outbox, watch }: NoticeParts,
): void {
  switch (event) {
    case 'messageSent':
      history.take({ ...payload.finalMessage, tempId: payload.tempId })
      outbox.confirm(payload.finalMessage, payload.tempId)
      break
    case 'messageFailed':
      outbox.giveUp(payload.tempId, payload.error)
      break
    case 'agentReplied':
      watch.heard(null)
      history.take(payload)
      if (isSomebodyNew(payload, history)) void history.refresh()
      break
    case 'messageStatusChanged':
      history.mark(payload.conversationId, { ...payload, author: 'visitor', at: null })
      break
    case 'conversationUpdated':
      history.conversationUpdated(payload)
      break
    case 'queuePosition':
      standing.change({ queue: payload.position === null ? null : payload })
      break
    case 'chatClosed':
      // The answer to introducing ourselves says how things stand now.
      void history.refresh()
      break
    case 'agentIsTyping':
      watch.heard(payload.isTyping ? payload.agentName : null)
      break
  }
}

/** An answer may make its author the one who stays with this visitor; the event doesn't say. */
function isSomebodyNew({ sender }: Message, { conversation }: VisitorHistory): boolean {
  return sender.type === 'agent' && conversation?.assignee?.name !== sender.name
}
