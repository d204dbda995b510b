import type { Message } from '@frontdesk/protocol'
import { describe, expect, it } from 'vitest'
import { memoryDevice } from '../src/device.ts'
import type { VisitorSession } from '../src/visitor-session.ts'
import { calm, type Faults } from './support/memory-link.ts'
import { choose, FIRST_SEED, type Move, pick, SEEDS } from './support/moves.ts'
import { World } from './support/world.ts'

const stormy: Faults = {
  maxDelayMs: 2_500,
  loseRequest: 0.12,
  loseAnswer: 0.12,
  loseNotice: 0.25,
  repeatNotice: 0.2,
  cut: 0.04,
  refuseConnection: 0.3,
}

describe('A visitor on a network that loses, repeats and reorders', () => {
  it('ends with exactly the order of the server, each message once', async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const { shown, stored, written, storedOfAda, states } = await storm(seed)

      expect(shown, `SEED=${seed}`).toEqual(stored)
      expect(storedOfAda, `SEED=${seed}`).toEqual(written)
      expect(states, `SEED=${seed}`).not.toContain('failed')
    }
  }, 120_000)
})

async function storm(seed: number) {
  const world = new World(seed)
  const device = memoryDevice()
  const written: string[] = []
  const arrive = () => {
    const visitor = world.visitor(device)
    visitor.link.faults = stormy
    visitor.session.start()
    return visitor
  }
  let ada = arrive()
  const moves: Move[] = [
    [35, () => write(ada.session, written)],
    [25, () => world.server.conversation && world.server.reply('Grace answers')],
    [6, () => world.server.edit(pick(world, 9), `edited ${world.clock.now()}`)],
    [3, () => world.server.delete(pick(world, 9))],
    [6, () => world.server.readByAgent()],
    [6, () => ada.session.markRead()],
    [6, () => ada.link.cut(world.random() < 0.5)],
    // The page is reloaded: what is on the device must be enough.
    [
      4,
      () => {
        ada.session.stop()
        ada.link.isReachable = false
        ada = arrive()
      },
    ],
  ]
  for (let step = 0; step < 40; step += 1) {
    choose(moves, world.random())()
    await world.clock.advance(Math.floor(world.random() * 4_000))
  }
  ada.link.faults = calm
  await world.clock.advance(120_000)
  await loseSilently(world, ada.link)
  const { bubbles } = ada.session.state
  return {
    shown: bubbles.map((bubble) => bubble.message && asVisitorsSee(bubble.message)),
    stored: world.server.shown.map(asVisitorsSee),
    written,
    storedOfAda: world.server.postedByVisitor,
    states: bubbles.map((bubble) => bubble.state),
  }
}

/** The line stays up and says nothing; only the next head beat can tell. */
async function loseSilently(world: World, link: { faults: Faults }): Promise<void> {
  link.faults = { ...calm, loseNotice: 1 }
  world.server.reply('lost on the way')
  await world.clock.advance(1)
  link.faults = calm
  await world.clock.advance(10_000)
}

function write(session: VisitorSession, written: string[]): void {
  const content = `Ada's number ${written.length}`
  written.push(content)
  session.send(content)
}

/** Whether the team's own messages arrived is shown to the team only. */
function asVisitorsSee(one: Message): Message {
  return one.fromCustomer ? one : { ...one, status: 'sent', deliveredAt: null }
}
