import { describe, expect, it } from 'vitest'
import { calm } from './support/memory-link.ts'
import { TabBus } from './support/tab-bus.ts'
import { visit } from './support/visit.ts'

describe('Who answers', () => {
  it('is known with the answer, without waiting for a beat', async () => {
    const { world, session } = await visit()
    session.send('Hello')
    await world.clock.advance(100)
    world.answer = (name, payload) => {
      if (name !== 'identify') return undefined
      const asked = payload as { visitorUid: string }
      const answer = world.identified(asked, `token of ${asked.visitorUid}`) as {
        conversation: object
      }
      const assignee = { name: 'Grace', avatarUrl: null }
      return { ...answer, conversation: { ...answer.conversation, assignee } }
    }

    world.server.reply('Hi!')
    await world.clock.advance(100)

    expect(session.state.conversation?.assignee?.name).toBe('Grace')
  })
})

describe('Reading', () => {
  it('what arrives is confirmed, and unread until it is seen', async () => {
    const { world, session } = await visit()
    session.send('Hello')
    await world.clock.advance(100)
    world.server.reply('Hi')
    world.server.reply('How can I help?')
    await world.clock.advance(100)
    expect(session.state.unreadCount).toBe(2)
    expect(world.server.conversation?.visitorDeliveredSeq).toBe(3)

    session.markRead()
    await world.clock.advance(100)

    expect(session.state.unreadCount).toBe(0)
    expect(world.server.conversation?.visitorReadSeq).toBe(3)
  })

  it('a receipt that was lost is told again', async () => {
    const { world, session, link } = await visit()
    session.send('Hello')
    await world.clock.advance(100)
    world.server.reply('Hi')
    await world.clock.advance(100)
    link.faults = { ...calm, loseRequest: 1 }
    session.markRead()
    await world.clock.advance(100)
    link.faults = calm

    await world.clock.advance(20_000)

    expect(world.server.conversation?.visitorReadSeq).toBe(2)
  })

  it('what was read in one tab is read in the other', async () => {
    const bus = new TabBus()
    const { world, session, device } = await visit(bus)
    const other = world.visitor(device, bus.tab())
    other.session.start()
    session.send('Hello')
    await world.clock.advance(100)
    world.server.reply('Hi')
    await world.clock.advance(100)

    other.session.markRead()
    await world.clock.advance(100)

    expect(session.state.unreadCount).toBe(0)
  })
})

describe('Typing', () => {
  it('is told once, and stops by itself after two seconds', async () => {
    const { world, session } = await visit()
    const told: unknown[] = []
    world.answer = (name, payload) => {
      if (name === 'visitorIsTyping') told.push((payload as { isTyping: boolean }).isTyping)
      return undefined
    }

    for (let key = 0; key < 5; key += 1) {
      session.typing()
      await world.clock.advance(300)
    }
    await world.clock.advance(2_100)

    expect(told).toEqual([true, false])
  })

  it('an agent who is never said to have stopped does not type for ever', async () => {
    const { world, session, link } = await visit()
    link.tell('agentIsTyping', { agentName: 'Grace', isTyping: true })
    await world.clock.advance(10)
    expect(session.state.typingAgent).toBe('Grace')

    await world.clock.advance(6_100)

    expect(session.state.typingAgent).toBeNull()
  })
})

describe('Forgetting', () => {
  it('leaves nothing of the person, in any tab', async () => {
    const bus = new TabBus()
    const { world, session, device } = await visit(bus)
    const other = world.visitor(device, bus.tab())
    other.session.start()
    session.send('Hello')
    await world.clock.advance(100)

    await session.forget()
    await world.clock.advance(100)

    for (const tab of [session, other.session]) {
      expect(tab.state).toMatchObject({ bubbles: [], conversation: null })
      expect(tab.state.connection.kind).toBe('idle')
    }
    expect(await device.loadIdentity()).toBeNull()
  })
})
