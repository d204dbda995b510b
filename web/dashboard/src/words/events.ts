import type { ConversationEvent } from '@frontdesk/protocol'
import { inSentence } from './names'
import type { NameOf } from './turn'

type Told = { actor: string; from: string; to: string; isOwn: boolean; why: string }
type Say = (told: Told) => string

const took: Say = ({ to, actor }) => `${to || actor} took the chat`
const gaveBack: Say = ({ actor, from, isOwn }) =>
  isOwn || !from ? `${actor} gave the chat back` : `${actor} took the chat from ${from}`
const lost =
  (why: string): Say =>
  ({ from }) =>
    `${from || 'The agent'} ${why}; the chat is free again`

const KINDS: Record<string, Say> = {
  claimed: took,
  next: took,
  pushed: ({ to, actor }) => `The queue gave the chat to ${to || actor}`,
  assigned: (told) => (told.isOwn ? took(told) : `${told.actor} gave the chat to ${told.to}`),
  reassigned: ({ actor, from, to, why }) =>
    `${actor} moved the chat${from ? ` from ${from}` : ''} to ${to}${why}`,
  handed_over: ({ actor, to }) => `${actor} handed over to ${to}`,
  released: gaveBack,
  unassigned: gaveBack,
  idle: lost('was idle'),
  offline: lost('went offline'),
  removed: lost('left the project'),
  no_first_reply: lost('did not answer in time'),
  visitor_returned: lost('is not available'),
  status_solved: ({ actor }) => `Solved by ${actor}`,
  status_spam: ({ actor }) => `Marked as spam by ${actor}`,
  status_open: ({ actor }) => `Reopened by ${actor}`,
  status_pending: ({ actor }) => `Set to pending by ${actor}`,
  visitor_blocked: ({ actor }) => `${actor} blocked the visitor; the chat is closed`,
  visitor_unblocked: ({ actor }) => `${actor} unblocked the visitor`,
  auto_pending: () => 'Pending: the visitor has not answered',
  person_asked_for: () => 'The visitor asked for a person',
}

/** `Alan handed over to Grace`: what happened, or null for what nobody needs to read. */
export function eventWords(event: ConversationEvent, nameOf: NameOf): string | null {
  const { kind, details, actorId, actorName } = event
  const [from, to] = [idIn(details, 'from'), idIn(details, 'to')]
  const told: Told = {
    actor: inSentence(actorName ?? 'Frontdesk'),
    from: named(from, nameOf),
    to: named(to, nameOf),
    isOwn: actorId !== null && actorId === (to ?? from),
    why: typeof details['why'] === 'string' ? `: “${inSentence(details['why'])}”` : '',
  }
  // Somebody who takes what is theirs already changes nothing anybody needs to read.
  const changesHands = to !== null && to !== from
  const say = KINDS[kind] ?? KINDS[String(details['reason'])]
  if (say === took && !changesHands) return null
  if (say) return say(told)
  if (typeof details['priority'] === 'string')
    return `${told.actor} set the priority to ${details['priority']}`
  // A reply that also took the chat, for instance.
  return changesHands ? took(told) : null
}

function idIn(details: Record<string, unknown>, name: string): number | null {
  const id = details[name]
  return typeof id === 'number' ? id : null
}

function named(id: number | null, nameOf: NameOf): string {
  return id === null ? '' : inSentence(nameOf(id) ?? 'a former member')
}
