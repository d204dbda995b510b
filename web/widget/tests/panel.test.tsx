import type { Bubble, VisitorSession, VisitorState } from '@frontdesk/client'
import type { PanelEvent } from '@frontdesk/loader/messages'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openChat } from '../src/chat.ts'
import { keepPageInformed, lives } from '../src/notices.ts'
import { Panel } from '../src/parts/Panel.tsx'
import { plainSettings } from '../src/settings.ts'

describe('The composer', () => {
  beforeEach(() => sessionStorage.clear())
  afterEach(() => render(null, document.body))

  it('sends on Enter and is empty again', () => {
    const { session, field } = openPanel()

    write(field(), ' Hello ')
    press(field(), { key: 'Enter' })

    expect(session.send).toHaveBeenCalledWith(' Hello ')
    expect(field().value).toBe('')
  })

  it('leaves Enter to an input method, and Shift+Enter to the line', () => {
    const { session, field } = openPanel()

    write(field(), 'こんにちは')
    press(field(), { key: 'Enter', isComposing: true })
    press(field(), { key: 'Enter', keyCode: 229 })
    press(field(), { key: 'Enter', shiftKey: true })

    expect(session.send).not.toHaveBeenCalled()
  })

  it('sends nothing that is only spaces', () => {
    const { session, field } = openPanel()

    write(field(), ' \n ')
    press(field(), { key: 'Enter' })

    expect(session.send).not.toHaveBeenCalled()
  })

  it('counts an emoji as one character, as the server does', () => {
    const { field } = openPanel()

    write(field(), '🙂'.repeat(4_999))

    expect(text()).toContain('1 character left')
  })

  it('tells the team that somebody types, and that they stopped', () => {
    const { session, field } = openPanel()

    write(field(), 'H')
    fire(field(), new FocusEvent('blur'))

    expect(session.typing).toHaveBeenCalledTimes(1)
    expect(session.stoppedTyping).toHaveBeenCalledTimes(1)
  })
})

describe('A bubble', () => {
  afterEach(() => render(null, document.body))

  it.each([
    ['sending', 'Sending'],
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const)('that is %s says so in words', (state, word) => {
    openPanel({ bubbles: [bubble({ state })] })

    expect(document.querySelector('.state')?.textContent).toBe(word)
  })

  it('that failed says why, and can be sent again or thrown away', () => {
    const error = { code: 'too_long', message: 'x' } as Bubble['error']
    const { session } = openPanel({ bubbles: [bubble({ state: 'failed', error })] })

    expect(text()).toContain('Not sent. The message is too long.')
    click('Retry')
    click('Discard')

    expect(session.retry).toHaveBeenCalledWith('t1')
    expect(session.discard).toHaveBeenCalledWith('t1')
  })

  it('that was held back by a limit is still on its way', () => {
    const error = { code: 'rate_limited', message: 'x' } as Bubble['error']
    openPanel({ bubbles: [bubble({ state: 'sending', error, retryAt: Date.now() + 9_000 })] })

    expect(text()).not.toContain('Not sent')
  })
})

describe('The page', () => {
  afterEach(() => render(null, document.body))

  it('hears the badge, whether to come back, and each new message once, without its text', () => {
    const { chat, told, show } = openPanel()
    keepPageInformed(chat)
    show({ isReady: true })

    const answer = message(7)
    show({ isReady: true, unreadCount: 1, conversation: conversation('open'), bubbles: [answer] })
    show({ isReady: true, unreadCount: 1, conversation: conversation('open'), bubbles: [answer] })

    expect(told).toEqual([
      { frontdesk: 'live', value: false },
      { frontdesk: 'unread', value: 1 },
      { frontdesk: 'live', value: true },
      { frontdesk: 'message', value: { id: 7, conversationId: 1, fromCustomer: false } },
    ])
  })

  it('takes what was there when the panel opened as no news', () => {
    const { chat, told, show } = openPanel()
    keepPageInformed(chat)

    show({ isReady: true, bubbles: [message(6), message(7)] })
    show({ isReady: true, bubbles: [message(5), message(6), message(7), message(8)] })

    const ids = told.flatMap((event) => (event.frontdesk === 'message' ? [event.value.id] : []))
    expect(ids).toEqual([8])
  })

  it('comes back by itself while something is unsent or a conversation lives', () => {
    const nothing = state({})
    expect(lives(nothing)).toBe(false)
    expect(lives({ ...nothing, bubbles: [bubble({ state: 'sending' })] })).toBe(true)
    expect(lives({ ...nothing, conversation: conversation('pending') })).toBe(true)
    expect(lives({ ...nothing, conversation: conversation('solved') })).toBe(false)
  })
})

function openPanel(shown: Partial<VisitorState> = {}) {
  let listener = () => {}
  const session = {
    state: state(shown),
    subscribe: (heard: () => void) => {
      listener = heard
      return () => {}
    },
    send: vi.fn(),
    retry: vi.fn(),
    discard: vi.fn(),
    typing: vi.fn(),
    stoppedTyping: vi.fn(),
    markRead: vi.fn(),
  }
  const told: PanelEvent[] = []
  const chat = openChat({
    session: session as unknown as VisitorSession,
    projectId: 1,
    isFramed: true,
    tellPage: (event) => told.push(event),
  })
  chat.isMuted.value = true
  chat.settings.value = plainSettings
  act(() => render(<Panel chat={chat} />, document.body))
  const show = (next: Partial<VisitorState>) => {
    session.state = state(next)
    act(listener)
  }
  const field = () => document.querySelector('textarea') as HTMLTextAreaElement
  return { session, chat, told, show, field }
}

const text = () => document.body.textContent

function fire(element: Element, event: Event) {
  act(() => {
    element.dispatchEvent(event)
  })
}

function write(field: HTMLTextAreaElement, value: string) {
  field.value = value
  fire(field, new InputEvent('input', { bubbles: true }))
}

function press(field: Element, key: KeyboardEventInit) {
  fire(field, new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key }))
}

function click(label: string) {
  const buttons = [...document.querySelectorAll('button')]
  const button = buttons.find(({ textContent }) => textContent === label)
  fire(button as Element, new MouseEvent('click', { bubbles: true }))
}

function state(shown: Partial<VisitorState>): VisitorState {
  return {
    connection: { kind: 'live' },
    conversation: null,
    bubbles: [],
    hasOlder: false,
    typingAgent: null,
    unreadCount: 0,
    isReady: false,
    ...shown,
  }
}

function bubble(parts: Partial<Bubble>): Bubble {
  return {
    key: 't1',
    tempId: 't1',
    message: null,
    content: 'Hello',
    createdAt: new Date().toISOString(),
    isMine: true,
    state: 'sending',
    error: null,
    retryAt: null,
    ...parts,
  }
}

function message(id: number): Bubble {
  const sender = { type: 'agent', id: 2, name: 'Grace', avatarUrl: null }
  const stored = { id, conversationId: 1, fromCustomer: false, sender } as Bubble['message']
  return bubble({
    key: `message-${id}`,
    tempId: null,
    message: stored,
    isMine: false,
    state: 'sent',
  })
}

function conversation(status: 'open' | 'pending' | 'solved') {
  return { id: 1, status, assignee: null } as VisitorState['conversation']
}
