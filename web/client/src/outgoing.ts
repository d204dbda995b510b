import type { Message } from '@frontdesk/protocol'
import { meaning, type Refusal } from './refusal.ts'
import type { Random } from './seams.ts'

/** A message on its way out, kept on this device until the server has it. */
export interface Outgoing {
  readonly tempId: string
  readonly content: string
  readonly createdAt: string
  /** Its place in the queue of this device. */
  readonly order: number
  /** Which conversation a reply goes to; a visitor's goes to the only one there is. */
  readonly conversationId: number | null
  readonly state: 'waiting' | 'sending' | 'confirmed' | 'failed'
  readonly attempts: number
  /** How often in a row the connection ended while this message waited for its answer. */
  readonly losses?: number
  readonly notBefore: number
  readonly error: Refusal | null
  /** What the server stored, while the timeline can't show it yet. */
  readonly message: Message | null
}

export type Entries = readonly Outgoing[]

/** Refusals that pass by themselves: the message stays *sending* and is tried again. */
const PASSING_CODES = new Set<Refusal['code']>([
  'rate_limited',
  'unavailable',
  'no_answer',
  'offline',
])

/** A message with which the connection ends this often is itself the reason. */
const MOST_LOSSES = 6

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 15_000

export function isPassing(code: Refusal['code']): boolean {
  return PASSING_CODES.has(code)
}

/** Wait longer each time, and never in step with everybody else. */
export function backoffMs(attempts: number, random: Random): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.max(0, attempts - 1))
  return Math.round(ceiling * (0.5 + random() / 2))
}

/** Add or replace, in the order in which people wrote. */
export function put(entries: Entries, entry: Outgoing): Entries {
  const others = entries.filter((other) => other.tempId !== entry.tempId)
  return [...others, entry].sort((a, b) => a.order - b.order || (a.tempId < b.tempId ? -1 : 1))
}

export function remove(entries: Entries, tempId: string): Entries {
  const kept = entries.filter((entry) => entry.tempId !== tempId)
  return kept.length === entries.length ? entries : kept
}

/**
 * The entries that may be sent now: the first unfinished one of each conversation, and
 * only while nothing before it is unanswered. That is what keeps the order.
 */
export function ready(entries: Entries, now: number): Outgoing[] {
  return heads(entries).filter((head) => head.state === 'waiting' && head.notBefore <= now)
}

/** When the next entry that is held back may be sent. */
export function nextMoment(entries: Entries, now: number): number | null {
  const moments = heads(entries)
    .filter((head) => head.state === 'waiting' && head.notBefore > now)
    .map((head) => head.notBefore)
  return moments.length > 0 ? Math.min(...moments) : null
}

export function sending(entry: Outgoing): Outgoing {
  return { ...entry, state: 'sending', attempts: entry.attempts + 1 }
}

export function confirmed(entry: Outgoing, message: Message): Outgoing {
  return { ...entry, state: 'confirmed', error: null, message }
}

export function refused(
  entry: Outgoing,
  error: Refusal,
  { now, random }: { now: number; random: Random },
): Outgoing {
  // The server has it; a late refusal of an earlier try says nothing about that.
  if (entry.state === 'confirmed') return entry
  if (!isPassing(error.code)) return { ...entry, state: 'failed', error }
  const asked = (error.retryAfterSeconds ?? 0) * 1000
  const wait = Math.max(asked, backoffMs(entry.attempts, random))
  // Only a limit is worth telling: the rest is the network, and that has its own sign.
  const told = error.code === 'rate_limited' ? error : null
  return { ...entry, state: 'waiting', losses: 0, notBefore: now + wait, error: told }
}

/** After a lost connection or a reload nobody knows what arrived: send it again. */
export function again(entry: Outgoing): Outgoing {
  return entry.state === 'sending' ? { ...entry, state: 'waiting', notBefore: 0 } : entry
}

/** The connection ended: perhaps by chance, but one message must not hold up the rest for ever. */
export function interrupted(entry: Outgoing): Outgoing {
  if (entry.state !== 'sending') return entry
  const losses = (entry.losses ?? 0) + 1
  return losses < MOST_LOSSES
    ? { ...again(entry), losses }
    : { ...entry, losses, state: 'failed', error: connectionEnds }
}

const connectionEnds: Refusal = {
  code: 'no_answer',
  reason: 'no_answer',
  message: 'The connection ends each time this message is sent.',
}

/** A fresh connection owes nothing to the waits of the last one; a limit still counts. */
export function withoutBackoff(entry: Outgoing): Outgoing {
  const isHeldByBackoff = entry.state === 'waiting' && !entry.error && entry.notBefore > 0
  return isHeldByBackoff ? { ...entry, notBefore: 0 } : again(entry)
}

/**
 * Retry after a final refusal. Where another text is stored under this temp id, this one
 * needs a new one; otherwise the id stays, and with it the promise that the message can't be
 * stored twice.
 */
export function retried(entry: Outgoing, fresh: { tempId: string; order: number }): Outgoing {
  const tempId = entry.error && isIdTaken(entry.error) ? fresh.tempId : entry.tempId
  return {
    ...entry,
    tempId,
    order: fresh.order,
    state: 'waiting',
    attempts: 0,
    losses: 0,
    notBefore: 0,
    error: null,
  }
}

function heads(entries: Entries): Outgoing[] {
  const found = new Map<number | null, Outgoing>()
  for (const entry of entries) {
    const isFinished = entry.state === 'failed' || entry.state === 'confirmed'
    if (!isFinished && !found.has(entry.conversationId)) found.set(entry.conversationId, entry)
  }
  return [...found.values()]
}

function isIdTaken(error: Refusal): boolean {
  const others = { held_by_another: false, finished: false, other_visitor: false }
  return meaning(error, { temp_id_taken: true, ...others }, (code) => code === 'conflict')
}
