import type { VisitorState } from '@frontdesk/client'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { plainSettings } from '../src/settings.ts'
import { bubble, click, conversation, fire, message, openPanel, text } from './support/panel.tsx'

const WITH_AI = { ...plainSettings, personaName: 'Acme', hasResponder: true }
const PERSON = 'Talk to a person'
const COMES = 'A person will answer you here.'

type Answering = { aiEnabled?: boolean; hasAskedForPerson?: boolean }

/** Somebody asked, and these were the answers. */
function talk(answers: ReturnType<typeof message>[], answering: Answering = {}) {
  const shown = { ...conversation('open'), ...answering } as VisitorState['conversation']
  return { isReady: true, conversation: shown, bubbles: [bubble({ state: 'read' }), ...answers] }
}

afterEach(() => render(null, document.body))

describe('An answer of the responder', () => {
  it('is marked as AI, for the eyes and for the ears', () => {
    const { show } = openPanel(talk([message(7, 'ai')]), WITH_AI)

    const tag = document.querySelector('.author .tag')
    expect(tag?.textContent).toBe('AI')
    expect(tag?.querySelector('svg')).not.toBeNull()
    show(talk([message(7, 'ai'), message(8, 'ai')]))
    expect(document.querySelector('.row:last-of-type .line > .hidden')?.textContent).toBe(
      'Acme (AI): ',
    )
    expect(document.querySelector('.history > [role=status]')?.textContent).toBe('Acme (AI): Hello')
  })

  it('offers a person, under the newest one only', () => {
    const { session } = openPanel(talk([message(7, 'ai'), message(8, 'ai')]), WITH_AI)

    expect(document.querySelectorAll('.chip')).toHaveLength(1)
    const rows = document.querySelectorAll('.row')
    expect(rows[rows.length - 1]?.querySelector('.chip')?.textContent).toBe(PERSON)
    click(PERSON)
    expect(session.want).toHaveBeenCalledExactlyOnceWith({ hasAskedForPerson: true })
  })

  it.each([
    ['a person answered since', talk([message(7, 'ai'), message(8)])],
    ['a person was asked for', talk([message(7, 'ai')], { hasAskedForPerson: true })],
    ['AI is off', talk([message(7, 'ai')], { aiEnabled: false })],
    ['it is over', { ...talk([message(7, 'ai')]), conversation: conversation('solved') }],
    ['nobody answered yet', talk([])],
  ])('offers none once %s', (_, shown) => {
    openPanel(shown, WITH_AI)

    expect(text()).not.toContain(PERSON)
  })
})

describe('Who answers', () => {
  it('is said while a person was asked for', () => {
    const { show } = openPanel(talk([message(7, 'ai')], { hasAskedForPerson: true }), WITH_AI)
    expect(text()).toContain(COMES)

    show(talk([message(7, 'ai')]))
    expect(text()).not.toContain(COMES)
  })

  it('is turned with one tap, and said', () => {
    const { session, show } = openPanel(talk([]), WITH_AI)

    tap('Turn AI off')
    expect(session.want).toHaveBeenLastCalledWith({ aiEnabled: false })
    show(talk([], { aiEnabled: false }))
    expect(text()).toContain('AI is off. People answer you here.')
    tap('Turn AI on')
    expect(session.want).toHaveBeenLastCalledWith({ aiEnabled: true })
  })

  it('is turned before the first message, too', () => {
    const { session, show } = openPanel({ isReady: true }, WITH_AI)

    tap('Turn AI off')
    expect(session.want).toHaveBeenLastCalledWith({ aiEnabled: false })
    show({ isReady: true, wished: { aiEnabled: false } })
    expect(text()).toContain('AI is off. People answer you here.')
    expect(button('Turn AI on')).not.toBeNull()
  })

  it('cannot be turned where there is nothing to turn', () => {
    const { show } = openPanel({}, WITH_AI)
    expect(button('Turn AI off')).toBeNull()

    show({ isReady: true, isClosed: true })
    expect(button('Turn AI off')).toBeNull()
    show({ isReady: true, conversation: conversation('solved') })
    expect(button('Turn AI off')).toBeNull()
    openPanel(talk([]), { ...WITH_AI, hasResponder: false })
    expect(button('Turn AI off')).toBeNull()
  })

  it('could not be changed: that is said, until it can', async () => {
    const { session } = openPanel(talk([message(7, 'ai')]), WITH_AI)
    session.want.mockResolvedValueOnce({ code: 'no_answer', reason: 'no_answer', message: '' })

    click(PERSON)
    await act(async () => {})
    expect(document.querySelector('[role=alert]')?.textContent).toMatch(/try again/u)

    click(PERSON)
    expect(document.querySelector('[role=alert]')).toBeNull()
    await act(async () => {})
    expect(document.querySelector('[role=alert]')).toBeNull()
  })
})

const button = (label: string) => document.querySelector(`[aria-label="${label}"]`)

function tap(label: string): void {
  fire(button(label) as Element, new MouseEvent('click', { bubbles: true }))
}
