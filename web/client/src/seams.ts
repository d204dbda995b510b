import type { Payload } from '@frontdesk/protocol'
import type { Answer, Refusal, RefusedAck } from './refusal.ts'

/** Time, as something a test can hold still. */
export interface Clock {
  now(): number
  /** Runs `work` later; returns how to call it off. */
  after(milliseconds: number, work: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, work) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
}

/** Chance, between 0 and 1. */
export type Random = () => number

export interface LinkListener<Notices> {
  up(): void
  down(): void
  /** The server turned the connection away and said why. */
  refused(error: Refusal): void
  notice(notice: NoticeOf<Notices>): void
}

export type NoticeOf<Notices> = {
  [Name in keyof Notices]: { event: Name; payload: Notices[Name] }
}[keyof Notices]

/** One connection to the server that can be opened again and again. */
export interface Link<Requests, Notices> {
  listen(listener: LinkListener<Notices>): void
  open(): void
  close(): void
  /** Never rejects; silence is the refusal `no_answer`. */
  request<Name extends keyof Requests & string>(
    name: Name,
    payload: Payload<Requests, Name>,
  ): Promise<Answer<Requests, Name>>
}

export const noAnswer: RefusedAck = {
  ok: false,
  error: {
    code: 'no_answer',
    reason: 'no_answer',
    message: 'The server did not answer in time.',
  },
}
