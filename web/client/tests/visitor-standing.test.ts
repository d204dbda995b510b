import { describe, expect, it } from 'vitest'
import { visit } from './support/visit.ts'
import { refusal } from './support/world.ts'

const AT_ONCE = 100

async function writing() {
  const ada = await visit()
  ada.session.send('Hello')
  await ada.world.clock.advance(AT_ONCE)
  return ada
}

describe('A finished conversation', () => {
  it('stays on screen, with what nobody has read yet', async () => {
    const { world, session, device } = await writing()
    world.server.reply('It left this morning.')

    world.server.setStatus('solved')
    await world.clock.advance(AT_ONCE)

    const fresh = world.visitor(device)
    fresh.session.start()
    await world.clock.advance(AT_ONCE)
    expect(session.state).toEqual(fresh.session.state)
    expect(session.state).toMatchObject({ unreadCount: 1, conversation: { status: 'solved' } })
    expect(session.state.bubbles).toHaveLength(2)
  })

  it('stays for a page that was away, too', async () => {
    const { world, session, link } = await writing()
    link.cut(true)

    world.server.reply('It left this morning.')
    world.server.setStatus('solved')
    await world.clock.advance(30_000)

    expect(session.state).toMatchObject({ unreadCount: 1, conversation: { status: 'solved' } })
  })

  it('knows whether the next message continues it', async () => {
    const { world, session } = await writing()
    world.answer = (name, payload) => {
      if (name !== 'identify') return undefined
      const asked = payload as { visitorUid: string }
      const answer = world.identified(asked, `token of ${asked.visitorUid}`) as object
      return { ...answer, isContinued: world.server.conversation?.status !== 'solved' }
    }

    world.server.setStatus('solved')
    await world.clock.advance(AT_ONCE)
    expect(session.state.isContinued).toBe(false)
  })

  it('gives way to the next one', async () => {
    const { world, session } = await writing()
    world.server.setStatus('solved')
    await world.clock.advance(AT_ONCE)

    session.send('One more thing')
    await world.clock.advance(AT_ONCE)

    expect(session.state).toMatchObject({ conversation: { id: 2 } })
    expect(session.state.bubbles.map(({ content }) => content)).toEqual(['One more thing'])
  })
})

describe('A chat the team closed', () => {
  it('says so, shows nothing, and fails what is still sent', async () => {
    const { world, session, link } = await writing()
    world.answer = (name) => (name === 'visitorIsTyping' ? undefined : refusal('gone'))

    link.tell('chatClosed', { isClosed: true })
    await world.clock.advance(AT_ONCE)
    session.send('Let me in')
    await world.clock.advance(AT_ONCE)

    expect(session.state).toMatchObject({ isClosed: true, conversation: null })
    expect(session.state.connection.kind).toBe('live')
    expect(session.state.bubbles).toMatchObject([{ state: 'failed', error: { code: 'gone' } }])
  })

  it('is closed for a page that opens it now, and for one that was away', async () => {
    const { world, session, link } = await writing()
    world.answer = () => refusal('gone')
    link.cut(true)
    await world.clock.advance(30_000)
    const fresh = world.visitor()
    fresh.session.start()
    await world.clock.advance(AT_ONCE)

    for (const one of [session, fresh.session]) {
      expect(one.state).toMatchObject({ isClosed: true, bubbles: [], isReady: true })
    }
  })

  it('opens again without a reload', async () => {
    const { world, session, link } = await writing()
    world.answer = () => refusal('gone')
    link.tell('chatClosed', { isClosed: true })
    await world.clock.advance(AT_ONCE)

    world.answer = () => undefined
    link.tell('chatClosed', { isClosed: false })
    await world.clock.advance(AT_ONCE)

    expect(session.state).toMatchObject({ isClosed: false, conversation: { id: 1 } })
    expect(session.state.bubbles).toHaveLength(1)
  })
})

describe('Waiting', () => {
  it('is told as it moves, and over when somebody came', async () => {
    const { world, session, link } = await writing()

    link.tell('queuePosition', { position: 3, estimatedWaitSeconds: 240 })
    await world.clock.advance(AT_ONCE)
    expect(session.state.queue).toEqual({ position: 3, estimatedWaitSeconds: 240 })

    link.tell('queuePosition', { position: null, estimatedWaitSeconds: null })
    await world.clock.advance(AT_ONCE)
    expect(session.state.queue).toBeNull()
  })
})

describe('An address', () => {
  it('is known once the server has it', async () => {
    const { world, session } = await writing()
    const left = session.leaveContact('ada@example.com')
    await world.clock.advance(AT_ONCE)

    expect(await left).toBeNull()
    expect(session.state.hasEmail).toBe(true)
  })

  it('that was refused is not', async () => {
    const { world, session } = await writing()
    world.answer = (name) => (name === 'setContact' ? refusal('invalid') : undefined)
    const left = session.leaveContact('ada')
    await world.clock.advance(AT_ONCE)

    expect(await left).toMatchObject({ code: 'invalid' })
    expect(session.state.hasEmail).toBe(false)
  })
})
