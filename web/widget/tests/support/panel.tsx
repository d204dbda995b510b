import type { Bubble, VisitorSession, VisitorState, Wish } from '@frontdesk/client'
import type { PanelEvent } from '@frontdesk/loader/messages'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { vi } from 'vitest'
import { openChat } from '../../src/chat.ts'
import { Panel } from '../../src/parts/Panel.tsx'
import { plainSettings } from '../../src/settings.ts'

// jsdom has no sizes, so none of them ever changes.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    disconnect() {}
  },
)

/** A panel on a made-up session that a test may change as it likes. */
export function openPanel(shown: Partial<VisitorState> = {}, settings = plainSettings) {
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
    want: vi.fn(async (_: Wish): Promise<unknown> => null),
    leaveContact: vi.fn(async (): Promise<unknown> => null),
  }
  const told: PanelEvent[] = []
  const chat = openChat({
    session: session as unknown as VisitorSession,
    projectId: 1,
    isFramed: true,
    tellPage: (event) => told.push(event),
  })
  chat.isMuted.value = true
  chat.settings.value = settings
  act(() => render(<Panel chat={chat} />, document.body))
  const show = (next: Partial<VisitorState>) => {
    session.state = state(next)
    act(listener)
  }
  const field = () => document.querySelector('textarea') as HTMLTextAreaElement
  return { session, chat, told, show, field }
}

export const text = () => document.body.textContent

export function fire(element: Element, event: Event) {
  act(() => {
    element.dispatchEvent(event)
  })
}

export function write(field: HTMLTextAreaElement, value: string) {
  field.value = value
  fire(field, new InputEvent('input', { bubbles: true }))
}

export function press(field: Element, key: KeyboardEventInit) {
  fire(field, new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...key }))
}

export function click(label: string) {
  const buttons = [...document.querySelectorAll('button')]
  const button = buttons.find(({ textContent }) => textContent === label)
  fire(button as Element, new MouseEvent('click', { bubbles: true }))
}

export function state(shown: Partial<VisitorState>): VisitorState {
  return {
    connection: { kind: 'live' },
    conversation: null,
    bubbles: [],
    hasOlder: false,
    typingAgent: null,
    unreadCount: 0,
    isReady: false,
    isClosed: false,
    isContinued: false,
    queue: null,
    hasEmail: false,
    wished: {},
    ...shown,
  }
}

export function bubble(parts: Partial<Bubble>): Bubble {
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

export function message(id: number, type: 'agent' | 'ai' = 'agent'): Bubble {
  const name = type === 'ai' ? 'Acme' : 'Grace'
  const sender = { type, id: 2, name, avatarUrl: null }
  const said = { conversationId: 1, fromCustomer: false, content: 'Hello' }
  const stored = { id, ...said, sender } as Bubble['message']
  return bubble({
    key: `message-${id}`,
    tempId: null,
    message: stored,
    isMine: false,
    state: 'sent',
  })
}

export function conversation(status: 'open' | 'pending' | 'solved') {
  const ai = { aiEnabled: true, hasAskedForPerson: false }
  return { id: 1, status, assignee: null, ...ai } as VisitorState['conversation']
}
