import type { VisitorState } from '@frontdesk/client'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainSettings, type Settings } from '../src/settings.ts'
import { bubble, click, conversation, message, openPanel, press, text } from './support/panel.tsx'

const OPEN: Settings = { ...plainSettings, personaName: 'Acme' }
const GONE: Settings = { ...OPEN, isAnybodyOnline: false, asksForEmail: true }
const waiting: Partial<VisitorState> = {
  isReady: true,
  conversation: conversation('open'),
  bubbles: [bubble({ state: 'delivered' })],
}

afterEach(() => render(null, document.body))
beforeEach(() => sessionStorage.clear())

describe('The address', () => {
  it('is asked for only while nobody is there, and nobody knows it', () => {
    const { chat, show } = openPanel(waiting)
    const isAsked = () => document.querySelector('.ask') !== null
    const seen: boolean[] = [isAsked()]
    const set = (settings: Settings) =>
      act(() => {
        chat.settings.value = settings
      })

    set(GONE)
    seen.push(isAsked())
    show({ ...waiting, hasEmail: true })
    seen.push(isAsked())
    show({ isReady: true })
    seen.push(isAsked())
    show(waiting)
    set({ ...GONE, asksForEmail: false })
    seen.push(isAsked())

    expect(seen).toEqual([false, true, false, false, false])
  })

  it('is sent once, and thanked for', async () => {
    const { session, show } = openPanel(waiting, GONE)
    fill(' ada@example.com ')
    await submit()
    show({ ...waiting, hasEmail: true })

    expect(session.leaveContact).toHaveBeenCalledExactlyOnceWith('ada@example.com')
    expect(document.querySelector('.ask')).toBeNull()
    expect(text()).toContain('We keep your address for the team.')
  })

  it('that is none is refused where it stands', async () => {
    const { session } = openPanel(waiting, GONE)
    fill('ada')
    await submit()

    expect(session.leaveContact).not.toHaveBeenCalled()
    expect(document.querySelector('[role=alert]')?.textContent).toMatch(/not an e-mail/u)
    expect(input().getAttribute('aria-invalid')).toBe('true')
  })

  it.each([
    ['invalid', /not an e-mail/u],
    ['rate_limited', /try again/u],
    ['offline', /try again/u],
  ])('that the server refuses (%s) can be written again', async (code, said) => {
    const { session } = openPanel(waiting, GONE)
    session.leaveContact.mockResolvedValue({ code, message: '' })
    fill('ada@example')
    await submit()

    expect(document.querySelector('[role=alert]')?.textContent).toMatch(said)
    expect(input().value).toBe('ada@example')
  })

  it('need not be given, and is not asked for again', () => {
    openPanel(waiting, GONE)
    click('Not now')
    expect(document.querySelector('.ask')).toBeNull()

    openPanel(waiting, GONE)
    expect(document.querySelector('.ask')).toBeNull()
  })
})

describe('A quiet line', () => {
  it('is what the system says', () => {
    const line = message(7)
    if (line.message) line.message.sender = { type: 'system', id: null, name: '', avatarUrl: null }
    openPanel({ ...waiting, bubbles: [{ ...line, content: 'An agent will be with you' }] })

    expect(document.querySelector('.event')?.textContent).toBe('An agent will be with you')
    expect(document.querySelector('.bubble')).toBeNull()
  })

  it('is the team’s message for when it is away, until somebody answers', () => {
    const settings = { ...GONE, awayMessage: 'We are asleep.' }
    const { show } = openPanel(waiting, settings)
    expect(text()).toContain('We are asleep.')

    show({ ...waiting, bubbles: [message(7)] })
    expect(text()).not.toContain('We are asleep.')
  })

  it('is finished below its last message, and above what is not stored yet', () => {
    const unsent = bubble({ key: 'unsent', content: 'One more thing', state: 'sending' })
    const finished = conversation('solved')
    openPanel({ isReady: true, conversation: finished, bubbles: [message(7), unsent] })

    const lines = [...document.querySelectorAll('.log .bubble, .log .event')]
    expect(lines.map(({ textContent }) => textContent)).toEqual([
      'Hello',
      'This conversation is finished. Write to start a new one.',
      'One more thing',
    ])
    expect(document.querySelector('textarea')).not.toBeNull()
  })

  it('says that the next message continues it, where it does', () => {
    const finished = conversation('solved')
    openPanel({ isReady: true, isContinued: true, conversation: finished, bubbles: [message(7)] })

    expect(text()).toContain('This conversation is finished. Write to continue it.')
  })
})

describe('A chat the team closed', () => {
  it('has no composer, and says why', () => {
    const { show, field } = openPanel({ isReady: true, isClosed: true }, GONE)

    expect(field()).toBeNull()
    expect(document.querySelector('.shut')?.textContent).toBe('This chat is closed.')
    expect(document.querySelector('.ask')).toBeNull()
    show({ isReady: true })
    expect(field()).not.toBeNull()
  })

  it('still closes the panel with Escape', () => {
    const { told } = openPanel({ isReady: true, isClosed: true })

    press(document.querySelector('.panel') as Element, { key: 'Escape' })

    expect(told).toEqual([{ frontdesk: 'close' }])
  })
})

const input = () => document.querySelector('.ask input') as HTMLInputElement

function fill(address: string): void {
  act(() => {
    input().value = address
    input().dispatchEvent(new InputEvent('input', { bubbles: true }))
  })
}

async function submit(): Promise<void> {
  await act(async () => {
    document.querySelector('.ask')?.dispatchEvent(new SubmitEvent('submit', { bubbles: true }))
    await Promise.resolve()
  })
}
