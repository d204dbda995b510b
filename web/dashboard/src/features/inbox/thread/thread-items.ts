import type { Bubble } from '@frontdesk/client'
import type { Message, Note } from '@frontdesk/protocol'
import type { EventEntry } from '../../../live/conversation-events'
import { dayKey, dayLabel } from '../../../words/time'

type Placed = { key: string; starts: boolean; ends: boolean }

export type ThreadItem =
  | { kind: 'day'; key: string; label: string }
  | { kind: 'new'; key: string }
  | { kind: 'event'; key: string; words: string; at: string }
  | { kind: 'note'; key: string; note: Note }
  | (Placed & { kind: 'message'; message: Message })
  /** On its way, or refused: not stored yet. */
  | (Placed & { kind: 'pending'; bubble: Bubble })

/** The "new" line stands before the first visitor message between these two. */
export type NewMarker = { afterSeq: number; upToSeq: number }

type ThreadView = {
  bubbles: readonly Bubble[]
  notes: readonly Note[]
  events: readonly EventEntry[]
  /** Whether the thread begins here: what happened before the first message shown is shown too. */
  isWhole: boolean
  marker: NewMarker
  myId: number
  now: number
}

type Entry = { createdAt: string } & (
  | { kind: 'bubble'; bubble: Bubble }
  | { kind: 'note'; note: Note }
  | { kind: 'event'; event: EventEntry }
)

const GROUP_MS = 2 * 60_000

/** Lay a thread out: day separators, the "new" line, groups of what one person wrote within two minutes. */
export function threadItems(view: ThreadView): ThreadItem[] {
  const { bubbles, marker, myId, now } = view
  const entries = inOrder(view)
  const firstNew = bubbles.find((bubble) => isNew(bubble.message, marker))
  const items: ThreadItem[] = []
  entries.forEach((entry, index) => {
    const before = entries[index - 1]
    const day = dayKey(entry.createdAt)
    if (!before || dayKey(before.createdAt) !== day)
      items.push({ kind: 'day', key: `day-${day}`, label: dayLabel(entry.createdAt, now) })
    if (isBubble(entry, firstNew) && before) items.push({ kind: 'new', key: 'new' })
    const after = entries[index + 1]
    const starts = isBubble(entry, firstNew) || !belongTogether(before, entry, myId)
    const ends = isBubble(after, firstNew) || !belongTogether(entry, after, myId)
    items.push(itemOf(entry, starts, ends))
  })
  return withoutDoubleDays(items)
}

/** Messages in their order; behind each what happened and what was noted before the next. */
function inOrder({ bubbles, notes, events, isWhole }: ThreadView): Entry[] {
  const between = bySeq([...events.map(eventEntry), ...notes.map(noteEntry)])
  const stored = bubbles.flatMap(({ message }) => message?.seq ?? [])
  const [firstSeq = 1, lastSeq = 0] = [stored[0], stored.at(-1)]
  const behind = (isMeant: (seq: number) => boolean) =>
    [...between].flatMap(([seq, group]) => (isMeant(seq) ? group : []))
  const before = isWhole ? behind((seq) => seq < firstSeq) : []
  // Also what stands behind a message that is not here yet.
  const after = stored.length > 0 ? behind((seq) => seq > lastSeq) : []
  return [
    ...before,
    ...bubbles.flatMap((bubble): Entry[] => {
      const seq = bubble.message?.seq
      const own: Entry = { kind: 'bubble', bubble, createdAt: bubble.createdAt }
      if (seq === undefined) return [own]
      const group = between.get(seq) ?? []
      const at = bubble.message?.createdAt
      return [
        ...group.filter((entry) => isCause(entry, at)),
        own,
        ...group.filter((entry) => !isCause(entry, at)),
        ...(seq === lastSeq ? after : []),
      ]
    }),
  ]
}

/** What happened in a message's own moment is why it could be written: who replies, takes the chat. */
function isCause(entry: Entry, at: string | undefined): boolean {
  return entry.kind === 'event' && entry.createdAt === at
}

type Between = { afterSeq: number; entry: Entry }

function bySeq(all: Between[]): Map<number, Entry[]> {
  const sorted = all.sort(
    (a, b) => a.afterSeq - b.afterSeq || (a.entry.createdAt < b.entry.createdAt ? -1 : 1),
  )
  const groups = new Map<number, Entry[]>()
  for (const { afterSeq, entry } of sorted) {
    const group = groups.get(afterSeq)
    if (group) group.push(entry)
    else groups.set(afterSeq, [entry])
  }
  return groups
}

function eventEntry(event: EventEntry): Between {
  const { afterSeq, createdAt } = event
  return { afterSeq, entry: { kind: 'event', event, createdAt } }
}

function noteEntry(note: Note): Between {
  return { afterSeq: note.afterSeq, entry: { kind: 'note', note, createdAt: note.createdAt } }
}

/** Clocks of devices differ: what is on its way may carry a day of its own. */
function withoutDoubleDays(items: ThreadItem[]): ThreadItem[] {
  const seen = new Set<string>()
  return items.filter(({ kind, key }) => {
    if (kind !== 'day') return true
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function isBubble(entry: Entry | undefined, bubble: Bubble | undefined): boolean {
  return entry?.kind === 'bubble' && entry.bubble === bubble
}

function isNew(message: Message | null, { afterSeq, upToSeq }: NewMarker): boolean {
  if (!message?.fromCustomer) return false
  return message.seq > afterSeq && message.seq <= upToSeq
}

function belongTogether(one: Entry | undefined, other: Entry | undefined, myId: number): boolean {
  if (one?.kind !== 'bubble' || other?.kind !== 'bubble') return false
  if (authorOf(one.bubble, myId) !== authorOf(other.bubble, myId)) return false
  if (dayKey(one.createdAt) !== dayKey(other.createdAt)) return false
  return Math.abs(Date.parse(other.createdAt) - Date.parse(one.createdAt)) <= GROUP_MS
}

function authorOf({ message, key }: Bubble, myId: number): string {
  if (!message) return `agent-${myId}`
  if (message.contentType === 'event') return key
  return `${message.sender.type}-${message.sender.id}`
}

function itemOf(entry: Entry, starts: boolean, ends: boolean): ThreadItem {
  if (entry.kind === 'note') return { kind: 'note', key: `note-${entry.note.id}`, note: entry.note }
  if (entry.kind === 'event') {
    const { version, words, createdAt } = entry.event
    return { kind: 'event', key: `event-${version}`, words, at: createdAt }
  }
  const { key, message } = entry.bubble
  if (!message) return { kind: 'pending', key, bubble: entry.bubble, starts, ends }
  if (message.contentType === 'event')
    return { kind: 'event', key, words: message.content, at: message.createdAt }
  return { kind: 'message', key, message, starts, ends }
}
