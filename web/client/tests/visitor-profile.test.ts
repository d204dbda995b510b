import { describe, expect, it } from 'vitest'
import { visit } from './support/visit.ts'
import type { World } from './support/world.ts'

const AT_ONCE = 100
const PROFILE = { name: 'Ada', attributes: { plan: 'office' } }

/** What this visitor's page asked of the server, by name. */
function listen(world: World) {
  const asked: { name: string; payload: unknown }[] = []
  world.answer = (name, payload) => {
    asked.push({ name, payload })
    return undefined
  }
  return (name: string) => asked.filter((one) => one.name === name).map(({ payload }) => payload)
}

describe('Who the site says a visitor is', () => {
  it('is told once, again on each connection, and with every message', async () => {
    const { world, session, link } = await visit()
    const asked = listen(world)

    session.describe(PROFILE)
    session.describe({ ...PROFILE })
    session.send('Hello')
    await world.clock.advance(AT_ONCE)

    expect(asked('setProfile')).toEqual([PROFILE])
    expect(asked('sendMessage')).toMatchObject([{ sessionMetadata: { profile: PROFILE } }])
    link.cut(true)
    await world.clock.advance(60_000)
    expect(asked('setProfile')).toEqual([PROFILE, PROFILE])
  })

  it('waits for the connection', async () => {
    const world = (await visit()).world
    const asked = listen(world)
    const { session } = world.visitor()

    session.describe(PROFILE)
    expect(asked('setProfile')).toEqual([])
    session.start()
    await world.clock.advance(AT_ONCE)

    expect(asked('setProfile')).toEqual([PROFILE])
  })

  it('is left out where the site says nothing, and after they left', async () => {
    const { world, session } = await visit()
    const asked = listen(world)
    session.describe(PROFILE)
    session.describe(null)
    session.send('Hello')
    await world.clock.advance(AT_ONCE)
    const [message] = asked('sendMessage') as { sessionMetadata: object }[]

    expect(asked('setProfile')).toEqual([PROFILE])
    expect(message?.sessionMetadata).not.toHaveProperty('profile')
  })
})

describe('AI turned off before the first message', () => {
  it('is said with that message, and shown all the while', async () => {
    const { world, session } = await visit()
    const asked = listen(world)

    expect(await session.want({ aiEnabled: false })).toBeNull()
    expect(session.state.wished).toEqual({ aiEnabled: false })
    expect(asked('setAiEnabled')).toEqual([])
    session.send('A person, please')
    await world.clock.advance(AT_ONCE)

    expect(asked('sendMessage')).toMatchObject([{ sessionMetadata: { aiEnabled: false } }])
    expect(session.state).toMatchObject({ conversation: { aiEnabled: false }, wished: {} })
  })

  it('holds when another tab began the conversation without knowing', async () => {
    const { world, session } = await visit()
    const asked = listen(world)
    await session.want({ aiEnabled: false })

    world.server.postFromVisitor('Written elsewhere', 'another-tab')
    await world.clock.advance(AT_ONCE)

    expect(asked('setAiEnabled')).toEqual([{ enabled: false }])
    expect(session.state.conversation).toMatchObject({ aiEnabled: false })
  })

  it('is forgotten with the person, and never said by who did not choose', async () => {
    const { world, session } = await visit()
    const asked = listen(world)
    await session.want({ aiEnabled: false })
    await session.forget()
    session.start()
    await world.clock.advance(AT_ONCE)
    session.send('Somebody else')
    await world.clock.advance(AT_ONCE)

    expect(asked('sendMessage')).toHaveLength(1)
    expect(asked('sendMessage')[0]).not.toHaveProperty('sessionMetadata.aiEnabled')
  })
})
