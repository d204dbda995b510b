import { describe, expect, it } from 'vitest'
import { visit } from './support/visit.ts'
import { refusal, type World } from './support/world.ts'

const AT_ONCE = 100

async function writing() {
  const ada = await visit()
  ada.session.send('Hello')
  await ada.world.clock.advance(AT_ONCE)
  const asked: unknown[][] = []
  const listen = (world: World, answer: () => unknown) => {
    world.answer = (name, payload) => {
      if (name !== 'setAiEnabled' && name !== 'requestHuman') return undefined
      asked.push([name, payload])
      return answer()
    }
  }
  return { ...ada, asked, answers: (answer: () => unknown) => listen(ada.world, answer) }
}

describe('A wish about who answers', () => {
  it('is shown at once, and told', async () => {
    const { world, session, asked, answers } = await writing()
    answers(() => ({ ok: true }))

    const wants = [session.want({ aiEnabled: false }), session.want({ hasAskedForPerson: true })]

    const wished = { aiEnabled: false, hasAskedForPerson: true }
    expect(session.state.conversation).toMatchObject(wished)
    await world.clock.advance(AT_ONCE)
    expect(await Promise.all(wants)).toEqual([null, null])
    expect(session.state).toMatchObject({ conversation: wished, wished: {} })
    expect(asked).toEqual([
      ['setAiEnabled', { enabled: false }],
      ['requestHuman', {}],
    ])
  })

  it('that is refused is shown no longer', async () => {
    const { world, session, answers } = await writing()
    answers(() => refusal('not_found'))

    const wants = session.want({ hasAskedForPerson: true })
    await world.clock.advance(AT_ONCE)

    expect(await wants).toMatchObject({ code: 'not_found' })
    expect(session.state.conversation).toMatchObject({ hasAskedForPerson: false })
  })

  it('does not flicker when another follows before the answer', async () => {
    const { world, session, answers } = await writing()
    answers(() => ({ ok: true }))
    void session.want({ aiEnabled: false })
    void session.want({ aiEnabled: true })
    void session.want({ aiEnabled: false })
    const seen = new Set<unknown>()
    session.subscribe(() => seen.add(session.state.conversation?.aiEnabled))

    await world.clock.advance(AT_ONCE)

    expect([...seen]).toEqual([false])
  })

  it('granted in another conversation says nothing about this one', async () => {
    const { world, session, link } = await writing()

    link.tell('conversationUpdated', {
      ...{ conversationId: 7, status: 'open', assignee: null },
      ...{ aiEnabled: false, hasAskedForPerson: true },
    })
    await world.clock.advance(AT_ONCE)

    const here = { id: 1, aiEnabled: true, hasAskedForPerson: false }
    expect(session.state.conversation).toMatchObject(here)
  })

  it('is what the team decides in the end', async () => {
    const { world, session, link, answers } = await writing()
    answers(() => ({ ok: true }))
    void session.want({ hasAskedForPerson: true })
    await world.clock.advance(AT_ONCE)

    const handedBack = { aiEnabled: true, hasAskedForPerson: false }
    link.tell('conversationUpdated', {
      ...{ conversationId: 1, status: 'open', assignee: null },
      ...handedBack,
    })
    await world.clock.advance(AT_ONCE)

    expect(session.state.conversation).toMatchObject(handedBack)
  })
})
