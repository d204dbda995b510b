import { act, createRef } from 'react'
import { expect, test, vi } from 'vitest'
import { ComposerBox } from '../src/features/inbox/composer/ComposerBox'
import { onAPage, page, show } from './on-a-page'
import { aConversation, GRACE } from './people'

onAPage()

vi.mock('../src/api/session', () => ({ useMe: () => GRACE, useProject: () => undefined }))

async function aComposer() {
  localStorage.clear()
  const send = vi.fn()
  await show(
    <ComposerBox
      conversation={aConversation(1)}
      field={createRef()}
      kind="reply"
      returned={null}
      sending={{ busy: false, send }}
      onTyping={() => {}}
      toggle={null}
    />,
  )
  const field = page.querySelector('textarea') as HTMLTextAreaElement
  await act(async () => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value') ?? {}
    set?.call(field, 'こんにちは')
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })
  return { field, send }
}

function press(field: HTMLElement, key: string, init: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  act(() => void field.dispatchEvent(event))
  return event
}

test('Enter sends what was written, and Shift+Enter does not', async () => {
  const { field, send } = await aComposer()

  press(field, 'Enter', { shiftKey: true })
  expect(send).not.toHaveBeenCalled()
  press(field, 'Enter')

  expect(send.mock.calls.map(([text]) => text)).toEqual(['こんにちは'])
})

test.each([
  ['while it composes', { isComposing: true }],
  // Safari ends the composition before it tells of the key.
  ['as Safari tells it', { keyCode: 229 }],
])('Enter that accepts a word of an input method sends nothing, %s', async (_, init) => {
  const { field, send } = await aComposer()

  const event = press(field, 'Enter', init)

  expect(send).not.toHaveBeenCalled()
  expect(event.defaultPrevented).toBe(false)
})

test('Escape that takes back a word of an input method does not leave the composer', async () => {
  const { field } = await aComposer()
  field.focus()

  press(field, 'Escape', { isComposing: true })
  expect(document.activeElement).toBe(field)
  press(field, 'Escape')

  expect(document.activeElement).not.toBe(field)
})
