import { describe, expect, it } from 'vitest'
import { LiveConnection, type Settled } from '../src/connection.ts'
import { ScriptedLink } from './support/scripted-link.ts'
import { quiet, VirtualClock } from './support/virtual-clock.ts'

interface Notices {
  beat: { n: number }
  news: { n: number }
}

describe('A connection', () => {
  it('is live only after it has introduced itself and caught up', async () => {
    const { connection, link, settle } = made()
    connection.start()
    expect(connection.state.kind).toBe('connecting')
    link.listener?.up()
    await quiet()
    expect(connection.state.kind).toBe('connecting')

    settle({ kind: 'live' })
    await quiet()

    expect(connection.state).toEqual({ kind: 'live' })
  })

  it('tries again after a loss, later each time and never in step', async () => {
    const { connection, link, clock } = made()
    connection.start()
    const waits: number[] = []
    for (let attempt = 1; attempt <= 7; attempt += 1) {
      link.listener?.down()
      const { state } = connection
      waits.push(state.kind === 'reconnecting' ? state.retryAt - clock.now() : 0)
      await clock.advance(waits.at(-1) ?? 0)
    }

    expect(waits).toEqual([375, 750, 1500, 3000, 6000, 11250, 11250])
    expect(link.opened).toBe(8)
  })

  it('waits longer still when each new connection ends at once, until one has lasted', async () => {
    const { connection, link, clock, settle } = made()
    const waitAfterLiving = async (milliseconds: number) => {
      link.listener?.up()
      settle({ kind: 'live' })
      await clock.advance(milliseconds)
      link.listener?.down()
      const { state } = connection
      const wait = state.kind === 'reconnecting' ? state.retryAt - clock.now() : 0
      await clock.advance(wait)
      return wait
    }
    connection.start()

    const waits: number[] = []
    for (const lived of [100, 100, 100, 11_000, 100]) waits.push(await waitAfterLiving(lived))

    expect(waits).toEqual([375, 750, 1500, 375, 750])
  })

  it('a server that is full for a while is asked again after the time it named', async () => {
    const { connection, link, clock } = made()
    connection.start()

    link.listener?.refused({
      code: 'rate_limited',
      reason: 'rate_limited',
      message: 'Full.',
      retryAfterSeconds: 30,
    })
    await clock.advance(29_000)
    expect(link.opened).toBe(1)
    await clock.advance(1_500)

    expect(link.opened).toBe(2)
  })

  it('a refusal for good is a state, and ends the trying', async () => {
    const { connection, link, clock } = made()
    connection.start()

    link.listener?.refused({
      code: 'forbidden',
      reason: 'foreign_origin',
      message: 'Not from this site.',
    })
    await clock.advance(60_000)

    expect(connection.state).toEqual({
      kind: 'refused',
      code: 'forbidden',
      message: 'Not from this site.',
    })
    expect(link.opened).toBe(1)
  })

  it('the answer that belongs to an earlier connection does not make this one live', async () => {
    const { connection, link, clock, settle } = made()
    connection.start()
    link.listener?.up()
    link.listener?.down()
    await clock.advance(400)

    settle({ kind: 'live' })
    await quiet()

    expect(connection.state.kind).toBe('reconnecting')
  })

  it('a server that accepts and then says nothing is given up', async () => {
    const { connection, link, clock } = made()
    connection.start()
    link.listener?.up()

    await clock.advance(15_000)

    expect(connection.state.kind).toBe('reconnecting')
  })

  it('silence makes it introduce itself again; no answer to that ends it', async () => {
    const { connection, link, clock, settle, asked } = made()
    connection.start()
    link.listener?.up()
    settle({ kind: 'live' })
    await clock.advance(10_000)
    link.tell('beat', { n: 1 })
    await clock.advance(15_900)
    expect(asked()).toBe(1)
    await clock.advance(200)
    expect(asked()).toBe(2)

    settle({ kind: 'refused', error: { code: 'no_answer', reason: 'no_answer', message: '' } })
    await quiet()

    expect(connection.state.kind).toBe('reconnecting')
  })

  it('beats that stay away are missed, whatever else is heard', async () => {
    const { connection, link, clock, settle, asked } = made()
    connection.start()
    link.listener?.up()
    settle({ kind: 'live' })
    await quiet()

    for (let second = 0; second < 17; second += 1) {
      link.tell('news', { n: second })
      await clock.advance(1_000)
    }

    expect(asked()).toBe(2)
  })

  it('being woken does not wait for the timer', async () => {
    const { connection, link } = made()
    connection.start()
    link.listener?.down()

    connection.wake()

    expect(link.opened).toBe(2)
  })

  it('stopped is stopped', async () => {
    const { connection, link, clock } = made()
    connection.start()
    link.listener?.down()

    connection.stop()
    await clock.advance(60_000)

    expect(connection.state).toEqual({ kind: 'idle' })
    expect(link.opened).toBe(1)
  })
})

function made() {
  const clock = new VirtualClock()
  const link = new ScriptedLink<object, Notices>()
  const waiting: ((settled: Settled) => void)[] = []
  let asked = 0
  const connection = new LiveConnection<object, Notices>({
    link,
    clock,
    random: () => 0.5,
    beat: 'beat',
    expectsBeat: () => true,
    hear: () => {},
    settle: () => {
      asked += 1
      return new Promise((resolve) => waiting.push(resolve))
    },
  })
  const settle = (settled: Settled) => waiting.shift()?.(settled)
  return { clock, link, connection, settle, asked: () => asked }
}
