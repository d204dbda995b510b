import type { VisitorState } from '@frontdesk/client'
import { render } from 'preact'
import { afterEach, describe, expect, it } from 'vitest'
import { headerLine } from '../src/look/header-line.ts'
import { plainSettings, type Settings } from '../src/settings.ts'
import { loadLanguage, startLanguage } from '../src/words/language.ts'
import { conversation, openPanel } from './support/panel.tsx'

const NOW = new Date(2026, 10, 20, 18, 0).getTime()
const OPEN: Settings = { ...plainSettings, personaName: 'Acme' }

afterEach(() => render(null, document.body))

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
    expect(line({ isAnybodyOnline: false })).toBe('No one is online right now')
    expect(line({ isOpen: false })).toBe('No one is online right now')
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
    expect(line({ isAnybodyOnline: false }, { queue })).toBe('No one is online right now')
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

describe('The faces', () => {
  const shown = () => [...document.querySelectorAll('.faces .face')].map((one) => one.textContent)
  const [grace, alan] = ['Grace Okafor', 'Alan'].map((name) => ({ name, avatarUrl: null }))
  const team = [grace, alan].flatMap((one) => (one ? [one] : []))

  it('are of the team, by their letters, and of the persona only where it has a picture', () => {
    openPanel({ isReady: true }, { ...OPEN, faces: team })
    expect(shown()).toEqual(['GO', 'A'])

    openPanel(
      { isReady: true },
      { ...OPEN, faces: team, personaAvatarUrl: 'https://a.example/a.png' },
    )
    expect(document.querySelectorAll('.faces img')).toHaveLength(1)
    expect(document.querySelectorAll('.faces .face')).toHaveLength(3)
  })

  it('are nobody’s where nobody answers: the persona stands alone', () => {
    openPanel({ isReady: true }, OPEN)
    expect(shown()).toEqual(['A'])

    openPanel({ isReady: true, isClosed: true }, { ...OPEN, faces: team })
    expect(shown()).toEqual(['A'])
  })

  it('give way to whoever answers this visitor', () => {
    const held = { ...conversation('open'), assignee: { name: 'Barbara', avatarUrl: null } }
    openPanel({ isReady: true, conversation: held } as Partial<VisitorState>, {
      ...OPEN,
      faces: team,
    })

    expect(shown()).toEqual(['A', 'B'])
  })
})
