import type { VisitorNotices, VisitorRequests } from '@frontdesk/protocol'
import { describe, expect, it } from 'vitest'
import { noAnswer } from '../src/seams.ts'
import { VisitorSession } from '../src/visitor-session.ts'
import { message } from './support/samples.ts'
import { ScriptedLink } from './support/scripted-link.ts'
import { sharedDevice } from './support/shared-device.ts'
import { TabBus } from './support/tab-bus.ts'
import { quiet, VirtualClock } from './support/virtual-clock.ts'
import { refusal } from './support/world.ts'

type Step = 'ack' | 'event' | 'timeout' | 'snapshot'
const STEPS: Step[] = ['ack', 'event', 'timeout', 'snapshot']

describe('A message on its way, in each order of ack, event, timeout and reconnect', () => {
  const orders = permutations(STEPS)

  it('there are 24 orders', () => {
    expect(orders).toHaveLength(24)
  })

  it.each(orders)('is one bubble and never failed: %s, %s, %s, %s', async (...order) => {
    const page = await openPage()

    for (const step of order) {
      await page.happen(step)

      expect(page.bubbles()).toEqual(['Hello'])
      expect(page.states()).not.toContain('failed')
    }
    await page.clock.advance(60_000)

    expect(page.states()).toEqual(['delivered'])
    expect(await page.device.loadOutgoing()).toEqual([])
  })

  it.each(orders)('is one bubble in a second tab too: %s, %s, %s, %s', async (...order) => {
    const page = await openPage()

    for (const step of order) {
      await page.happen(step)

      expect(page.other.state.bubbles.map((bubble) => bubble.content)).toEqual(['Hello'])
      expect(page.other.state.bubbles[0]?.state).not.toBe('failed')
    }
  })

  it.each(['event', 'snapshot'] as const)(
    'a final refusal that comes after the %s does not mark it failed',
    async (proof) => {
      const page = await openPage()
      await page.happen(proof)

      page.link.answer('sendMessage', refusal('invalid'))
      await page.clock.advance(1_000)

      expect(page.states()).toEqual(['delivered'])
    },
  )

  it.each(['event', 'snapshot'] as const)(
    'a message marked failed is no longer failed once the %s proves that it is stored',
    async (proof) => {
      const page = await openPage()
      page.link.answer('sendMessage', refusal('invalid'))
      await quiet()
      expect(page.states()).toEqual(['failed'])

      await page.happen(proof)

      expect(page.states()).toEqual(['delivered'])
      expect(await page.device.loadOutgoing()).toEqual([])
    },
  )
})

type VisitorLink = ScriptedLink<VisitorRequests, VisitorNotices>

async function openPage() {
  const clock = new VirtualClock()
  const device = sharedDevice()
  await device.keepIdentity({ uid: 'ada', token: null })
  const bus = new TabBus()
  const open = async () => {
    const link: VisitorLink = new ScriptedLink()
    const seams = { device, tabs: bus.tab(), link, clock, random: () => 0.5 }
    const session = new VisitorSession({ serverUrl: '', projectId: 1, seams })
    session.start()
    await introduce(link, [])
    return { session, link }
  }
  const { session, link } = await open()
  const { session: other, link: otherLink } = await open()
  const tempId = session.send('Hello')
  await quiet()
  const stored = message(1, { content: 'Hello', tempId })
  const happen = async (step: Step) => {
    if (step === 'ack') await acknowledge(link, clock, stored)
    if (step === 'timeout') link.answer('sendMessage', noAnswer)
    if (step === 'event') {
      for (const tab of [link, otherLink]) tab.tell('messageSent', { tempId, finalMessage: stored })
    }
    if (step === 'snapshot') {
      link.listener?.down()
      link.answer('sendMessage', noAnswer)
      await clock.advance(2_000)
      await introduce(link, [stored])
    }
    await quiet()
  }
  const bubbles = () => session.state.bubbles.map((bubble) => bubble.content)
  const states = () => session.state.bubbles.map((bubble) => bubble.state)
  return { clock, device, link, other, happen, bubbles, states }
}

async function introduce(link: VisitorLink, messages: ReturnType<typeof message>[]) {
  link.listener?.up()
  await quiet()
  const last = messages.at(-1)?.seq ?? 0
  const conversation = {
    id: 1,
    status: 'open',
    assignee: null,
    lastSeq: last,
    version: 1,
    agentReadSeq: 0,
    visitorDeliveredSeq: 0,
    visitorReadSeq: 0,
  }
  link.answer('identify', {
    ok: true,
    visitorUid: 'ada',
    visitorToken: 'token',
    conversation: last > 0 ? conversation : null,
    messages,
    headSeq: last,
  })
  await quiet()
  link.answer('fetchMessages', { ok: true, messages, headSeq: last })
  await quiet()
}

/** The answer to whichever try is under way; after a timeout that is the next one. */
async function acknowledge(link: VisitorLink, clock: VirtualClock, stored: object) {
  if (!link.pending('sendMessage')) await clock.advance(2_000)
  link.answer('sendMessage', { ok: true, message: stored })
}

function permutations<Item>(items: Item[]): Item[][] {
  if (items.length <= 1) return [items]
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  )
}
