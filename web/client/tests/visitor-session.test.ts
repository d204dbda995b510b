import { describe, expect, it } from 'vitest'
import { sharedDevice } from './support/shared-device.ts'
import { visit } from './support/visit.ts'
import { refusal, World } from './support/world.ts'

describe('A new visitor', () => {
  it('sees the first message at once, and the conversation once it is stored', async () => {
    const { world, session } = await visit()
    session.send('  Hello  ')
    expect(session.state.bubbles[0]).toMatchObject({ content: 'Hello', state: 'sending' })
    expect(session.state.conversation).toBeNull()
    await world.clock.advance(100)

    expect(session.state.bubbles).toHaveLength(1)
    expect(session.state.bubbles[0]).toMatchObject({ state: 'delivered', isMine: true })
    expect(session.state.conversation?.id).toBe(1)
  })

  it('keeps one bubble with one key from sending to read', async () => {
    const { world, session } = await visit()
    const keys = new Set<string>()
    session.subscribe(() => {
      for (const bubble of session.state.bubbles) keys.add(bubble.key)
    })

    session.send('Hello')
    await world.clock.advance(100)
    world.server.readByAgent()
    await world.clock.advance(100)

    expect(session.state.bubbles[0]?.state).toBe('read')
    expect(keys.size).toBe(1)
  })

  it('stores nothing and opens nothing before it starts', async () => {
    const world = new World()
    const { session, device } = world.visitor()
    await world.clock.advance(60_000)

    expect(session.state.connection.kind).toBe('idle')
    expect(await device.loadIdentity()).toBeNull()
  })

  it('what was written without a connection is sent when there is one', async () => {
    const world = new World()
    const { session, link } = world.visitor()
    link.isReachable = false
    session.start()
    session.send('one')
    session.send('two')
    await world.clock.advance(30_000)
    expect(session.state.bubbles.map((bubble) => bubble.state)).toEqual(['sending', 'sending'])

    link.isReachable = true
    session.wake()
    await world.clock.advance(5_000)

    expect(world.server.postedByVisitor).toEqual(['one', 'two'])
  })
})

describe('Coming back', () => {
  it('shows the same history with the same identity', async () => {
    const first = await visit()
    first.session.send('Hello')
    await first.world.clock.advance(100)
    const identity = await first.device.loadIdentity()

    const second = first.world.visitor(first.device)
    second.session.start()
    await first.world.clock.advance(100)

    expect(second.session.state.bubbles.map((bubble) => bubble.content)).toEqual(['Hello'])
    expect(await first.device.loadIdentity()).toEqual(identity)
  })

  it('a long history comes page by page', async () => {
    const { world, session } = await visit()
    session.send('Hello')
    await world.clock.advance(100)
    for (let number = 0; number < 70; number += 1) world.server.reply(`reply ${number}`)
    const late = world.visitor()
    late.session.start()
    await world.clock.advance(100)
    expect(late.session.state.bubbles).toHaveLength(50)
    expect(late.session.state.hasOlder).toBe(true)

    await Promise.all([late.session.loadOlder(), world.clock.advance(10)])

    expect(late.session.state.bubbles).toHaveLength(71)
    expect(late.session.state.hasOlder).toBe(false)
  })

  it('a token the server no longer accepts makes a new visitor, and the outbox is sent', async () => {
    const world = new World()
    const device = sharedDevice()
    await device.keepIdentity({ uid: 'old', token: 'from another life' })
    world.answer = (name, payload) => {
      const isOld = (payload as { visitorUid?: string }).visitorUid === 'old'
      return name === 'identify' && isOld ? refusal('unauthorized') : undefined
    }
    const { session } = world.visitor(device)

    session.start()
    session.send('Hello')
    await world.clock.advance(1_000)

    expect(world.server.postedByVisitor).toEqual(['Hello'])
    expect((await device.loadIdentity())?.uid).not.toBe('old')
  })

  it('two tabs that were given different tokens go on with the first', async () => {
    const world = new World()
    const device = sharedDevice()
    let given = 0
    const offered: (string | undefined)[] = []
    world.answer = (name, payload) => {
      const asked = payload as { visitorUid: string; visitorToken?: string }
      if (name !== 'identify') return undefined
      offered.push(asked.visitorToken)
      given += asked.visitorToken ? 0 : 1
      return world.identified(asked, asked.visitorToken ?? `token ${given}`)
    }
    const tabs = [world.visitor(device), world.visitor(device)]
    for (const { session } of tabs) session.start()
    await world.clock.advance(2_000)

    expect(offered).toEqual([undefined, undefined, 'token 1'])
    expect((await device.loadIdentity())?.token).toBe('token 1')
    expect(tabs.map(({ session }) => session.state.connection.kind)).toEqual(['live', 'live'])
  })

  it('a message refused for who we are is sent again after introducing ourselves', async () => {
    const { world, session } = await visit()
    let refusals = 0
    world.answer = (name) => {
      if (name !== 'sendMessage' || refusals > 0) return undefined
      refusals += 1
      return refusal('unauthorized')
    }

    session.send('Hello')
    await world.clock.advance(2_000)

    expect(session.state.bubbles.map((bubble) => bubble.state)).toEqual(['delivered'])
  })

  it('after a solved conversation the next message begins another', async () => {
    const { world, session } = await visit()
    session.send('Hello')
    await world.clock.advance(100)
    world.server.setStatus('solved')
    await world.clock.advance(100)
    expect(session.state.conversation?.status).toBe('solved')

    session.send('Me again')
    await world.clock.advance(1_000)

    expect(session.state.conversation?.id).toBe(2)
    expect(session.state.bubbles.map((bubble) => bubble.content)).toEqual(['Me again'])
  })

  it('an edit is found by the next head beat', async () => {
    const { world, session } = await visit()
    session.send('Hello')
    await world.clock.advance(6_000)
    world.server.edit(1, 'Hello!')
    await world.clock.advance(6_000)

    expect(session.state.bubbles[0]?.content).toBe('Hello!')
  })
})
