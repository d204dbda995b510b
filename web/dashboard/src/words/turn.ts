import type { Conversation } from '@frontdesk/protocol'
import { waitingClock } from './time'
import * as t from './words'

export type Turn = {
  kind: 'waiting' | 'assistant' | 'ours' | 'theirs' | 'done' | 'spam'
  words: string
}

export type NameOf = (userId: number) => string | undefined

type Held = Pick<Conversation, 'status' | 'chatState' | 'assigneeId' | 'waitingSince'> &
  Partial<Pick<Conversation, 'queuedAt'>>

/** Whose turn it is, in words: the third line of a list row. */
export function turnOf(conversation: Held, nameOf: NameOf, now: number): Turn {
  if (conversation.status === 'spam') return { kind: 'spam', words: t.phrases.spam }
  if (conversation.status === 'solved') return { kind: 'done', words: t.phrases.done }
  switch (conversation.chatState) {
    case 'waiting_assignment':
      // Who is not in the queue is answered by the responder, until a person takes the chat.
      if (conversation.queuedAt === null)
        return { kind: 'assistant', words: t.phrases.withTheAssistant }
      return { kind: 'waiting', words: waitingWords(conversation.waitingSince, now) }
    case 'assigned':
      return { kind: 'ours', words: t.phrases.withName(holder(conversation, nameOf)) }
    case 'waiting_real_user_reply':
      return { kind: 'theirs', words: t.phrases.waitingForVisitor }
    case 'completed':
      return { kind: 'done', words: t.phrases.done }
  }
}

function waitingWords(since: string | null, now: number): string {
  return since ? t.phrases.waitingFor(waitingClock(now - Date.parse(since))) : t.phrases.waiting
}

function holder(conversation: Held, nameOf: NameOf): string {
  if (conversation.assigneeId === null) return t.phrases.anAgent
  return nameOf(conversation.assigneeId) ?? t.phrases.aFormerMember
}
