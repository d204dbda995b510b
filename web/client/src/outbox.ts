import type { Message } from '@frontdesk/protocol'
import { type Device, newId } from './device.ts'
import type { Entries, Outgoing } from './outgoing.ts'
import * as outgoing from './outgoing.ts'
import type { Refusal } from './refusal.ts'
import type { Clock, Random } from './seams.ts'
import { createStore, type Store } from './store.ts'
import { loneTab, type Tabs } from './tabs.ts'

export type Sent = { kind: 'stored'; message: Message } | { kind: 'refused'; error: Refusal }

export interface OutboxState {
  readonly entries: Entries
}

export interface OutboxParts {
  device: Device
  tabs: Tabs
  clock: Clock
  random: Random
  send(entry: Outgoing): Promise<Sent>
  /** What other parts of the page tell their twins in other tabs. */
  hear?(message: unknown): void
}

type TabMessage = { kind: 'put'; entry: Outgoing } | { kind: 'gone'; tempId: string }

/** Keeps what was written on this device until the server has it, and sends it in order. */
export class Outbox implements Store<OutboxState> {
  readonly #parts: OutboxParts
  #tabs: Tabs
  readonly #store = createStore<OutboxState>({ entries: [] })
  // What is done must not come back through a slow tab or a slow disk.
  readonly #done = new Set<string>()
  #hasTurn = false
  #isOnline = false
  #lastOrder = 0
  #cancelWake = () => {}

  constructor(parts: OutboxParts) {
    this.#parts = parts
    this.#tabs = parts.tabs
  }

  get state(): OutboxState {
    return this.#store.state
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  /** Load what an earlier page left, and line up for the turn to send. */
  async open(): Promise<void> {
    if (!(await this.#parts.device.isShared())) this.#standAlone()
    this.#tabs.listen((message) => this.#hear(message))
    await this.#load()
    this.#tabs.queueForTurn({
      begin: () => {
        this.#hasTurn = true
        void this.#load().then(() => this.#pump())
      },
      end: () => {
        this.#hasTurn = false
        this.#restart()
      },
    })
  }

  close(): void {
    this.#hasTurn = false
    this.#cancelWake()
    this.#tabs.close()
  }

  add(content: string, conversationId: number | null): string {
    const entry = newEntry(content, conversationId, this.#nextOrder(), this.#parts.clock.now())
    this.#queue(entry)
    return entry.tempId
  }

  /** Send a finally refused message once more; returns the temp id it now has. */
  retry(tempId: string): string {
    const entry = this.#find(tempId)
    if (entry?.state !== 'failed') return tempId
    const next = outgoing.retried(entry, { tempId: newId(), order: this.#nextOrder() })
    if (next.tempId !== tempId) this.discard(tempId)
    this.#queue(next)
    return next.tempId
  }

  discard(tempId: string): void {
    this.#drop(tempId)
    this.#tabs.post({ kind: 'gone', tempId } satisfies TabMessage)
    this.#pump()
  }

  /** There is a way to the server again: everything unanswered is sent once more. */
  resume(): void {
    this.#isOnline = true
    this.#store.set({ entries: this.state.entries.map(outgoing.withoutBackoff) })
    this.#pump()
  }

  pause(): void {
    this.#isOnline = false
    this.#cancelWake()
    const sending = this.state.entries.filter((entry) => entry.state === 'sending')
    for (const entry of sending) void this.#keep(outgoing.interrupted(entry))
  }

  /** The server has it. It stays listed until `settle`, so that its bubble never blinks. */
  confirm(message: Message, tempId = message.tempId): void {
    const entry = tempId === undefined ? undefined : this.#find(tempId)
    if (!entry || entry.state === 'confirmed') return
    void this.#keep(outgoing.confirmed(entry, message))
    this.#pump()
  }

  /** The server gave a message up after it had taken it. */
  giveUp(tempId: string, error: Refusal): void {
    const entry = this.#find(tempId)
    const isOpen = entry?.state === 'sending' || entry?.state === 'waiting'
    if (entry && isOpen && !outgoing.isPassing(error.code)) this.#refused(entry, error)
  }

  /** What the timeline shows is stored, whatever we were told about it before. */
  settle(isShown: (entry: Outgoing) => boolean): void {
    const shown = this.state.entries.filter(isShown)
    for (const { tempId } of shown) this.#drop(tempId)
    if (shown.length > 0) this.#pump()
  }

  clear(): void {
    for (const entry of this.state.entries) this.#drop(entry.tempId)
  }

  /** Tabs that share nothing are different visitors: their messages must not mix. */
  #standAlone(): void {
    this.#tabs.close()
    this.#tabs = loneTab()
  }

  #queue(entry: Outgoing): void {
    // The tab a person types in is awake; the one that had the turn may be frozen.
    this.#tabs.takeTurn()
    // Kept before it is sent, so that no reload falls between the two.
    void this.#keep(entry).then(() => this.#pump())
  }

  #pump(): void {
    this.#cancelWake()
    if (!this.#hasTurn || !this.#isOnline) return
    const { clock } = this.#parts
    const now = clock.now()
    for (const entry of outgoing.ready(this.state.entries, now)) void this.#attempt(entry)
    const moment = outgoing.nextMoment(this.state.entries, now)
    if (moment !== null) this.#cancelWake = clock.after(moment - now, () => this.#pump())
  }

  async #attempt(entry: Outgoing): Promise<void> {
    const attempt = outgoing.sending(entry)
    this.#learn(attempt)
    const sent = await this.#parts.send(attempt)
    if (sent.kind === 'stored') {
      this.confirm(sent.message, entry.tempId)
      return
    }
    const current = this.#find(entry.tempId)
    // The answer to an earlier try says nothing about the one under way.
    const isStale = current?.state !== 'sending' || current.attempts !== attempt.attempts
    if (current && !isStale) this.#refused(current, sent.error)
  }

  #refused(entry: Outgoing, error: Refusal): void {
    const { clock, random } = this.#parts
    void this.#keep(outgoing.refused(entry, error, { now: clock.now(), random }))
    this.#pump()
  }

  #hear(message: unknown): void {
    const told = message as TabMessage
    if (told.kind === 'put') this.#learn(outgoing.again(told.entry))
    else if (told.kind === 'gone') this.#drop(told.tempId)
    else this.#parts.hear?.(message)
    this.#pump()
  }

  async #load(): Promise<void> {
    const kept = await this.#parts.device.loadOutgoing()
    for (const entry of kept) {
      if (!this.#find(entry.tempId)) this.#learn(outgoing.again(entry))
    }
  }

  #restart(): void {
    this.#store.set({ entries: this.state.entries.map(outgoing.again) })
  }

  #learn(entry: Outgoing): void {
    const isBackwards =
      this.#find(entry.tempId)?.state === 'confirmed' && entry.state !== 'confirmed'
    if (this.#done.has(entry.tempId) || isBackwards) return
    this.#lastOrder = Math.max(this.#lastOrder, entry.order)
    this.#store.set({ entries: outgoing.put(this.state.entries, entry) })
  }

  async #keep(entry: Outgoing): Promise<void> {
    const { device } = this.#parts
    this.#learn(entry)
    this.#tabs.post({ kind: 'put', entry } satisfies TabMessage)
    if (entry.state === 'confirmed') await device.dropOutgoing(entry.tempId)
    else await device.keepOutgoing(entry)
  }

  #drop(tempId: string): void {
    this.#done.add(tempId)
    this.#store.set({ entries: outgoing.remove(this.state.entries, tempId) })
    void this.#parts.device.dropOutgoing(tempId)
  }

  #find(tempId: string): Outgoing | undefined {
    return this.state.entries.find((entry) => entry.tempId === tempId)
  }

  #nextOrder(): number {
    this.#lastOrder = Math.max(this.#parts.clock.now(), this.#lastOrder + 1)
    return this.#lastOrder
  }
}

function newEntry(
  content: string,
  conversationId: number | null,
  order: number,
  now: number,
): Outgoing {
  return {
    tempId: newId(),
    content,
    createdAt: new Date(now).toISOString(),
    order,
    conversationId,
    state: 'waiting',
    attempts: 0,
    notBefore: 0,
    error: null,
    message: null,
  }
}
