import type { Conversation, FeedEvents, Note } from '@frontdesk/protocol'
import { aNote } from './people'

type Random = () => number
export type FakeEvent = {
  [Name in keyof FeedEvents]: { event: Name; payload: FeedEvents[Name] }
}[keyof FeedEvents]

/** Somebody writes a note, edits one or takes one back; says what members are told. */
export function noteSomething(all: Map<number, Note[]>, number: number, random: Random): FakeEvent {
  // Always the same few conversations, so that a page of notes often travels meanwhile.
  const conversationId = 1 + Math.floor(random() * 3)
  const notes = all.get(conversationId) ?? []
  const known = notes[Math.floor(random() * notes.length)]
  const pick = random()
  if (!known || pick < 0.5) {
    const note = aNote(number, { conversationId })
    all.set(conversationId, [...notes, note])
    return { event: 'noteAdded', payload: note }
  }
  const others = notes.filter((note) => note !== known)
  if (pick < 0.75) {
    all.set(conversationId, others)
    return { event: 'noteDeleted', payload: { id: known.id, conversationId } }
  }
  const editedAt = new Date(Date.now() + number).toISOString()
  const edited = { ...known, text: `${known.text}!`, editedAt }
  all.set(
    conversationId,
    [...others, edited].sort((a, b) => a.id - b.id),
  )
  return { event: 'noteUpdated', payload: edited }
}

/** A visitor leaves an address: it stands in every conversation of theirs. */
export function sayWhoHeIs(
  all: Map<number, Conversation>,
  { visitor: { id: visitorId } }: Conversation,
  number: number,
): FakeEvent {
  const email = `${number}@example.org`
  for (const one of all.values())
    if (one.visitor.id === visitorId)
      all.set(one.id, { ...one, visitor: { ...one.visitor, email } })
  return { event: 'visitorUpdated', payload: { visitorId, fields: { email } } }
}

/** These say "fetch again" or "look": no row and no thread changes with them. */
export function quietTelling(conversationId: number, random: Random): FakeEvent {
  const tellings: FakeEvent[] = [
    { event: 'cannedChanged', payload: {} },
    { event: 'tagsChanged', payload: {} },
    { event: 'projectUpdated', payload: {} },
    { event: 'managersAlerted', payload: { conversationId, reason: 'stuck', message: 'Look.' } },
    {
      event: 'automation.triggered',
      payload: { conversationId, type: 'auto_pending', message: 1 },
    },
  ]
  return tellings[Math.floor(random() * tellings.length)] ?? { event: 'tagsChanged', payload: {} }
}
