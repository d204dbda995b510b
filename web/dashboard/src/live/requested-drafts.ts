import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent, ResponderRun } from '@frontdesk/protocol'
import type { Drafts } from './drafts'

/** What became of a draft somebody at this screen has asked for. One that came is no longer here. */
export type DraftRequest =
  | { kind: 'waiting'; afterRunId: number; askedAt: number }
  | { kind: 'nothing'; reason: string }

const LOOK_EVERY_MS = 3000
// Nobody takes up a job as late as this, and no thought takes as long as that.
const NOT_BEGUN_MS = 60_000
const NOT_ENDED_MS = 600_000

type Parts = {
  drafts: Drafts
  runsOf: (id: number) => Promise<readonly ResponderRun[]>
  changed: () => void
}

/** Drafts that were asked for, until each has come or it is known that none will. */
export class RequestedDrafts {
  readonly #parts: Parts
  readonly #looks = new Map<number, ReturnType<typeof setTimeout>>()
  #states: ReadonlyMap<number, DraftRequest> = new Map()

  constructor(parts: Parts) {
    this.#parts = parts
  }

  get states(): ReadonlyMap<number, DraftRequest> {
    return this.#states
  }

  /** Ask for one; a refusal is thrown, and nothing is waited for. */
  async ask(id: number): Promise<void> {
    const askedAt = Date.now()
    const afterRunId = await this.#parts.drafts.askFor(id)
    this.#set(id, { kind: 'waiting', afterRunId, askedAt })
    this.#lookLater(id)
  }

  /** It has been read that nothing came. */
  forget(id: number): void {
    clearTimeout(this.#looks.get(id))
    this.#set(id, null)
  }

  /** Whatever the assistant says here ends the waiting. */
  apply(event: FeedEvent): void {
    if (event.event === 'draftCreated') this.#came(event.payload.conversationId)
    if (event.event === 'newMessage' && event.payload.sender.type === 'ai')
      this.#came(event.payload.conversationId)
  }

  receive(passing: PassingEvent): void {
    if (passing.event !== 'responderTyping' || passing.payload.isTyping) return
    const { conversationId } = passing.payload
    if (this.#waiting(conversationId)) void this.#look(conversationId)
  }

  #came(id: number): void {
    if (this.#waiting(id)) this.forget(id)
  }

  #waiting(id: number) {
    const asked = this.#states.get(id)
    return asked?.kind === 'waiting' ? asked : null
  }

  #lookLater(id: number): void {
    clearTimeout(this.#looks.get(id))
    this.#looks.set(
      id,
      setTimeout(() => void this.#look(id), LOOK_EVERY_MS),
    )
  }

  async #look(id: number): Promise<void> {
    const before = this.#waiting(id)
    if (!before) return
    const runs = await this.#parts.runsOf(id).catch(() => null)
    if (this.#waiting(id) !== before) return
    const end = runs === null ? 'unknown' : endOf(runs, before, Date.now())
    if (end === 'unknown') this.#lookLater(id)
    else if (end === 'came') this.forget(id)
    else this.#set(id, { kind: 'nothing', reason: end.reason })
  }

  #set(id: number, asked: DraftRequest | null): void {
    const others = [...this.#states].filter(([other]) => other !== id)
    this.#states = new Map(asked === null ? others : [...others, [id, asked]])
    this.#parts.changed()
  }
}

type End = 'unknown' | 'came' | { reason: string }

/** What the runs say became of a draft: the newest one above the mark is the one that was asked for. */
export function endOf(
  runs: readonly ResponderRun[],
  { afterRunId, askedAt }: { afterRunId: number; askedAt: number },
  now: number,
): End {
  const run = runs.find(({ id }) => id > afterRunId)
  if (run === undefined) return now - askedAt > NOT_BEGUN_MS ? { reason: 'not_begun' } : 'unknown'
  switch (run.state) {
    case 'thinking':
      return now - askedAt > NOT_ENDED_MS ? { reason: 'lost' } : 'unknown'
    case 'void':
    case 'failed':
      return { reason: run.reason ?? 'nothing_written' }
    default:
      return 'came'
  }
}
