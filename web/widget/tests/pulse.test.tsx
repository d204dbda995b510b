import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openDraft } from '../src/draft.ts'
import { type Paint, shadeOf } from '../src/look/theme.ts'
import { keepTeaserShown } from '../src/notices.ts'
import { plainSettings } from '../src/settings.ts'
import { bubble, conversation, message, openPanel, text } from './support/panel.tsx'

const answered = {
  isReady: true,
  unreadCount: 1,
  conversation: conversation('open'),
  bubbles: [message(7)],
}
const teaser = () => document.querySelector('.teaser')
const press = (selector: string) =>
  act(() => (document.querySelector(selector) as HTMLButtonElement).click())

beforeEach(() => sessionStorage.clear())
afterEach(() => {
  render(null, document.body)
  vi.restoreAllMocks()
})

describe('An answer while the panel is closed', () => {
  it('is shown with who gave it, and opens the panel', () => {
    const { chat, told, show } = openPanel()
    keepTeaserShown(chat)
    show(answered)

    expect(teaser()?.textContent).toContain('GraceHello')
    expect(document.querySelector('main')?.hasAttribute('inert')).toBe(true)
    press('.teaser .peek')
    act(() => {
      chat.isOpen.value = true
    })

    expect(told).toEqual([
      { frontdesk: 'peek', value: true },
      { frontdesk: 'open' },
      { frontdesk: 'peek', value: false },
    ])
    expect(teaser()).toBeNull()
  })

  it('is dismissed for good, on the next page too, and the next answer is not', () => {
    const { show } = openPanel()
    show(answered)
    press('.teaser .plain')
    expect(teaser()).toBeNull()

    const next = openPanel(answered)
    expect(teaser()).toBeNull()
    next.show({ ...answered, unreadCount: 2, bubbles: [message(7), message(8)] })
    expect(teaser()).not.toBeNull()
  })

  it('is none where everything was read', () => {
    openPanel({ ...answered, unreadCount: 0 })

    expect(teaser()).toBeNull()
  })
})

describe('Somebody who types', () => {
  it('has a face where the answer will stand', () => {
    const faces = [{ name: 'Grace', avatarUrl: 'https://pictures.example/grace.png' }]
    openPanel({ ...answered, typingAgent: 'Grace' }, { ...plainSettings, faces })

    const picture = document.querySelector<HTMLImageElement>('.typing img')
    expect(picture?.src).toBe('https://pictures.example/grace.png')
    expect(document.querySelectorAll('.typing .dots i')).toHaveLength(3)
  })
})

describe('The newest message of one’s own', () => {
  const mine = (state: 'delivered' | 'read') => ({ isReady: true, bubbles: [bubble({ state })] })
  const seen = () => document.querySelector('.seen')?.textContent

  it('says in words that it was read, and when if that was seen', () => {
    vi.useFakeTimers({ now: new Date(2026, 4, 4, 19, 41) })
    const { show } = openPanel(mine('delivered'))
    expect(seen()).toBe('')

    show(mine('read'))

    expect(seen()).toBe('Read 7:41 PM')
    vi.useRealTimers()
  })

  it('claims no time it does not know', () => {
    openPanel(mine('read'))

    expect(seen()).toBe('Read')
  })
})

describe('The first screen', () => {
  it('shows who is here, says hello and offers what people ask', () => {
    const faces = [
      { name: 'Grace Okafor', avatarUrl: null },
      { name: 'Alan Reyes', avatarUrl: null },
    ]
    const widget = { ...plainSettings.widget, greeting: 'Hello!', suggestions: ['Do you ship?'] }
    openPanel({ isReady: true }, { ...plainSettings, faces, widget })

    expect(document.querySelector('.welcome')?.textContent).toBe('GOARHello!Do you ship?')
    expect(text()).not.toContain('Team: Hello!')
  })
})

describe('A page’s shade', () => {
  const colours: Record<string, ReturnType<Paint>> = {
    white: [255, 255, 255, 255],
    ink: [20, 20, 22, 255],
    clear: [0, 0, 0, 0],
  }
  const paint: Paint = (colour) => colours[colour] ?? [0, 0, 0, 0]

  it.each([
    [['clear', 'white', 'normal'], 'light'],
    [['ink', 'white', 'normal'], 'dark'],
    [['clear', 'clear', 'normal'], 'light'],
    [['clear', 'clear', 'dark'], 'dark'],
    // It paints nothing and follows the system, as we do.
    [['clear', 'clear', 'light dark'], null],
    [[], null],
  ] as const)('of %j is %s', (backdrop, shade) => {
    expect(shadeOf(backdrop, paint)).toBe(shade)
  })
})

describe('A half-written text', () => {
  it('is kept in a cookie where storage is blocked', () => {
    const jar: string[] = []
    const blocked = () => {
      throw new DOMException('blocked', 'SecurityError')
    }
    vi.spyOn(Storage.prototype, 'getItem').mockImplementation(blocked)
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(blocked)
    vi.spyOn(document, 'cookie', 'set').mockImplementation((cookie) => jar.push(cookie))
    vi.spyOn(document, 'cookie', 'get').mockImplementation(() => jar.at(-1)?.split('; ')[0] ?? '')

    openDraft(1).keep('Where is my pärcel?')

    expect(openDraft(1).read()).toBe('Where is my pärcel?')
    expect(jar.at(-1)).toContain('Path=/widget; Secure; SameSite=None; Partitioned')
  })
})
