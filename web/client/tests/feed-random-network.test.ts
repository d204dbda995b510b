import { describe, expect, it } from 'vitest'
import { Inbox } from './support/inbox.ts'
import { calm, type Faults } from './support/memory-link.ts'
import { choose, FIRST_SEED, type Move, SEEDS } from './support/moves.ts'
import { World } from './support/world.ts'

const stormy: Faults = {
  maxDelayMs: 2_500,
  loseRequest: 0.15,
  loseAnswer: 0.15,
  loseNotice: 0.3,
  repeatNotice: 0.2,
  cut: 0.05,
  refuseConnection: 0.3,
}

describe('An inbox on a network that loses, repeats and reorders', () => {
  it('ends with exactly what a fresh load shows, each event applied once and in order', async () => {
    for (let seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed += 1) {
      const { inbox, isInOrder } = await storm(seed)

      expect(inbox.list, `SEED=${seed}`).toEqual(inbox.fresh.list)
      expect(inbox.thread, `SEED=${seed}`).toEqual(inbox.fresh.thread)
      expect(isInOrder, `SEED=${seed}`).toBe(true)
    }
  }, 120_000)
})

async function storm(seed: number) {
  const world = new World(seed)
  const { server } = world
  const inbox = new Inbox(world)
  inbox.link.faults = stormy
  inbox.feed.start()
  let written = 0
  const moves: Move[] = [
    [30, () => server.postFromVisitor(`Ada ${written}`, `temp-${written++}`)],
    [15, () => server.conversation?.status === 'open' && server.reply('Grace answers')],
    [8, () => server.readByAgent()],
    [8, () => server.receivedByVisitor('delivered', server.conversation?.lastSeq ?? 0)],
    [6, () => server.receivedByVisitor('read', server.conversation?.lastSeq ?? 0)],
    [4, () => server.setStatus('pending')],
    [6, () => server.setStatus('open')],
    [8, () => inbox.link.cut(world.random() < 0.5)],
    [4, () => inbox.refetch()],
  ]
  for (let step = 0; step < 50; step += 1) {
    choose(moves, world.random())()
    await world.clock.advance(Math.floor(world.random() * 3_000))
  }
  inbox.link.faults = calm
  await world.clock.advance(60_000)
  await loseSilently(world, inbox)
  const isInOrder = inbox.seen.every(
    (seq, index) => index === 0 || seq > (inbox.seen[index - 1] ?? 0),
  )
  return { inbox, isInOrder }
}

/** The line stays up and says nothing; only the next head beat can tell. */
async function loseSilently(world: World, inbox: Inbox): Promise<void> {
  inbox.link.faults = { ...calm, loseNotice: 1 }
  world.server.postFromVisitor('lost on the way', 'lost')
  await world.clock.advance(1)
  inbox.link.faults = calm
  await world.clock.advance(10_000)
}
