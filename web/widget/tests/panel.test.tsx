import type { Bubble } from '@frontdesk/client'
import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { keepPageInformed, lives } from '../src/notices.ts'
import {
  bubble,
  click,
  conversation,
  fire,
  message,
  openPanel,
  press,
  state,
  text,
  write,
} from './support/panel.tsx'

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

  it('sends all that was typed, though Enter comes before it is rendered', () => {
    const { session, field } = openPanel()

    act(() => {
      field().value = 'quick'
      field().dispatchEvent(new InputEvent('input', { bubbles: true }))
      field().dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }))
    })

    expect(session.send).toHaveBeenCalledWith('quick')
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
    const error = { code: 'too_long', reason: 'message_too_long', message: 'x' } as Bubble['error']
    const { session } = openPanel({ bubbles: [bubble({ state: 'failed', error })] })

    expect(text()).toContain('Not sent. The message is too long.')
    click('Retry')
    click('Discard')

    expect(session.retry).toHaveBeenCalledWith('t1')
    expect(session.discard).toHaveBeenCalledWith('t1')
  })

  it('that was held back by a limit is still on its way', () => {
    const error = {
      code: 'rate_limited',
      reason: 'too_many_messages',
      message: 'x',
    } as Bubble['error']
    openPanel({ bubbles: [bubble({ state: 'sending', error, retryAt: Date.now() + 9_000 })] })

    expect(text()).not.toContain('Not sent')
  })

  it('that waits because many others write says so', () => {
    const error = {
      code: 'rate_limited',
      reason: 'too_many_newcomers',
      message: 'x',
    } as Bubble['error']
    openPanel({ bubbles: [bubble({ state: 'sending', error, retryAt: Date.now() + 9_000 })] })

    expect(text()).toContain('Many people are writing right now.')
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
    expect(lives({ ...nothing, conversation: conversation('solved'), unreadCount: 1 })).toBe(true)
  })
})
