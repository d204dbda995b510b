import type { VisitorState } from '@frontdesk/client'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headerLine } from '../src/look/header-line.ts'
import { plainSettings, type Settings } from '../src/settings.ts'
import { loadLanguage, startLanguage } from '../src/words/language.ts'
import { bubble, click, conversation, message, openPanel, press, text } from './support/panel.tsx'

const NOW = new Date(2026, 10, 20, 18, 0).getTime()
const OPEN: Settings = { ...plainSettings, personaName: 'Acme' }
const GONE: Settings = { ...OPEN, isAnybodyOnline: false, asksForEmail: true }
const waiting: Partial<VisitorState> = {
  isReady: true,
  conversation: conversation('open'),
  bubbles: [bubble({ state: 'delivered' })],
}

afterEach(() => render(null, document.body))
beforeEach(() => sessionStorage.clear())

describe('The header', () => {
  const line = (settings: Partial<Settings>, shown: Partial<VisitorState> = {}) =>
    headerLine(
      { conversation: null, queue: null, isClosed: false, ...shown },
      { ...OPEN, ...settings },
      startLanguage,
      NOW,
    )
  const opensAt = (day: number, hour: number) =>
    line({ isOpen: false, opensAt: new Date(2026, 10, day, hour, 30).toISOString() })

  it('says whether anybody is there', () => {
    expect(line({})).toBe('We are online')
    expect(line({ isAnybodyOnline: false })).toBe('Nobody is online right now')
    expect(line({ isOpen: false })).toBe('Nobody is online right now')
    expect(line({ personaName: '' })).toBe('')
  })

  it.each([
    [20, 'Usually replies in 1 minute'],
    [240, 'Usually replies in 5 minutes'],
    [3_000, 'Usually replies in 1 hour'],
    [9_000, 'Usually replies in 3 hours'],
  ])('says how long an answer usually takes: %i s', (usualReplySeconds, said) => {
    expect(line({ usualReplySeconds })).toBe(said)
    expect(line({ usualReplySeconds, isAnybodyOnline: false })).not.toBe(said)
  })

  it('says when they are back, in the words one would use', () => {
    expect(opensAt(20, 21)).toBe('Back at 9:30 PM')
    expect(opensAt(21, 9)).toBe('Back tomorrow at 9:30 AM')
    expect(opensAt(23, 9)).toBe('Back on Monday at 9:30 AM')
    expect(opensAt(29, 9)).toBe('Back on November 29 at 9:30 AM')
  })

  it.each([
    [1, 20, 'You are next · about 1 min'],
    [2, 240, 'You are 2nd · about 4 min'],
    [3, null, 'You are 3rd'],
    [11, 3_600, 'You are 11th · about 60 min'],
    [21, null, 'You are 21st'],
  ])('says the place in the queue: %i', (position, estimatedWaitSeconds, said) => {
    expect(line({}, { queue: { position, estimatedWaitSeconds } })).toBe(said)
  })

  it('says when they are back rather than a place that nobody serves', () => {
    const opensAt = new Date(2026, 10, 21, 9).toISOString()
    const queue = { position: 1, estimatedWaitSeconds: null }

    expect(line({ isOpen: false, opensAt }, { queue })).toBe('Back tomorrow at 9:00 AM')
  })

  it('says who is there once somebody is', () => {
    const held = { ...conversation('open'), assignee: { name: 'Grace', avatarUrl: null } }
    const shown = { conversation: held, queue: { position: 1, estimatedWaitSeconds: 1 } }

    expect(line({}, shown as Partial<VisitorState>)).toBe('With Grace')
  })

  it.each(['de', 'fr', 'es', 'pt', 'vi', 'ja', 'ar'])('says all that in %s', async (code) => {
    const { words } = await loadLanguage(code)

    expect(words.queue(1, null)).not.toBe(words.queue(2, null))
    expect(words.queue(7, 42)).toMatch(/7.*42/u)
    expect(words.backOn('DAY', 'TIME')).toMatch(/DAY/u)
    expect(words.backOn('DAY', 'TIME')).toMatch(/TIME/u)
    expect(words.backToday('TIME')).not.toBe(words.backTomorrow('TIME'))
  })
})

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
    expect(text()).toContain('We will write to you there, too.')
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

  it('is how a conversation ends that is no longer shown', () => {
    openPanel({ isReady: true, hasEnded: true })

    expect(text()).toContain('This conversation is finished. Write to start a new one.')
    expect(document.querySelector('textarea')).not.toBeNull()
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
