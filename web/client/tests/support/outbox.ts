import type { Message } from '@frontdesk/protocol'
import { type Device, memoryDevice } from '../../src/device.ts'
import { Outbox, type Sent } from '../../src/outbox.ts'
import type { Outgoing } from '../../src/outgoing.ts'
import type { Refusal } from '../../src/refusal.ts'
import { loneTab, type Tabs } from '../../src/tabs.ts'
import { message } from './samples.ts'
import { quiet, VirtualClock } from './virtual-clock.ts'

interface Parts {
  device?: Device
  tabs?: Tabs
}

/** An outbox whose every answer is given by hand. */
export async function opened({ device = memoryDevice(), tabs = loneTab() }: Parts = {}) {
  const clock = new VirtualClock()
  const sent: string[] = []
  const waiting: { entry: Outgoing; settle: (sent: Sent) => void }[] = []
  const send = (entry: Outgoing) => {
    sent.push(entry.content)
    return new Promise<Sent>((settle) => waiting.push({ entry, settle }))
  }
  const outbox = new Outbox({ device, tabs, clock, random: () => 0.5, send })
  await outbox.open()
  outbox.resume()
  await quiet()
  /** Answer the oldest try that has no answer. */
  const answer = (how: (entry: Outgoing) => Sent) => {
    const next = waiting.shift()
    next?.settle(how(next.entry))
  }
  return { outbox, clock, sent, answer }
}

export function stored({ tempId, content }: Outgoing): Sent {
  const posted: Message = message(1, { tempId, content })
  return { kind: 'stored', message: posted }
}

export function refusedWith(
  code: Refusal['code'],
  retryAfterSeconds?: number,
  reason: string = code,
): () => Sent {
  const wait = retryAfterSeconds === undefined ? {} : { retryAfterSeconds }
  const error = { code, reason: reason as Refusal['reason'], message: `refused: ${code}`, ...wait }
  return () => ({ kind: 'refused', error })
}

export function statesOf(outbox: Outbox): string[] {
  return outbox.state.entries.map((entry) => entry.state)
}
