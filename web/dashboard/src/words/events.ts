import type { ConversationEvent } from '@frontdesk/protocol'
import { inSentence } from './names'
import type { NameOf } from './turn'
import * as t from './words'

type Told = { actor: string; from: string; to: string; isOwn: boolean; why: string }
type Say = (told: Told) => string

const took: Say = ({ to, actor }) => t.phrases.tookTheChat(to || actor)
const gaveBack: Say = ({ actor, from, isOwn }) =>
  isOwn || !from ? t.phrases.gaveTheChatBack(actor) : t.phrases.tookTheChatFrom(actor, from)
const lost =
  (why: string): Say =>
  ({ from }) =>
    t.phrases.theChatIsFreeAgain(from || t.phrases.theAgent, why)

const KINDS: Record<string, Say> = {
  claimed: took,
  next: took,
  pushed: ({ to, actor }) => t.phrases.theQueueGaveTheChat(to || actor),
  assigned: (told) => (told.isOwn ? took(told) : t.phrases.gaveTheChat(told.actor, told.to)),
  reassigned: ({ actor, from, to, why }) =>
    (from ? t.phrases.movedTheChatFrom(actor, from, to) : t.phrases.movedTheChat(actor, to)) + why,
  handed_over: ({ actor, to }) => t.phrases.handedOverTo(actor, to),
  released: gaveBack,
  unassigned: gaveBack,
  idle: lost(t.phrases.wasIdle),
  offline: lost(t.phrases.wentOffline),
  removed: lost(t.phrases.leftTheProject),
  no_first_reply: lost(t.phrases.didNotAnswerInTime),
  visitor_returned: lost(t.phrases.isNotAvailable),
  status_solved: ({ actor }) => t.phrases.solvedBy(actor),
  status_spam: ({ actor }) => t.phrases.markedAsSpamBy(actor),
  status_open: ({ actor }) => t.phrases.reopenedBy(actor),
  status_pending: ({ actor }) => t.phrases.setToPending(actor),
  visitor_blocked: ({ actor }) => t.phrases.blockedTheVisitorTheChat(actor),
  visitor_unblocked: ({ actor }) => t.phrases.unblockedTheVisitor(actor),
  auto_pending: () => t.phrases.pendingTheVisitor,
  person_asked_for: () => t.phrases.theVisitorAsked,
}

const PRIORITY: Readonly<Record<string, string>> = {
  urgent: t.phrases.urgent,
  high: t.phrases.high,
  normal: t.phrases.normal,
  low: t.phrases.low,
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
    return t.phrases.setThePriority(
      told.actor,
      PRIORITY[details['priority']] ?? details['priority'],
    )
  // A reply that also took the chat, for instance.
  return changesHands ? took(told) : null
}

function idIn(details: Record<string, unknown>, name: string): number | null {
  const id = details[name]
  return typeof id === 'number' ? id : null
}

function named(id: number | null, nameOf: NameOf): string {
  return id === null ? '' : inSentence(nameOf(id) ?? t.phrases.aFormerMember)
}
