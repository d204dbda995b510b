import { act, useState } from 'react'
import { beforeEach, expect, test, vi } from 'vitest'
import { Combobox } from '../src/ui/Combobox'
import { onAPage, page, show } from './on-a-page'

onAPage()

const FRUIT = ['Apple', 'Apricot', 'Banana']
const chosen: string[] = []

beforeEach(() => {
  chosen.length = 0
  // jsdom lays nothing out, so it has nothing to scroll.
  Element.prototype.scrollIntoView = vi.fn()
  Element.prototype.scrollTo = vi.fn()
})

function Fruit({ isOn }: { isOn?: (name: string) => boolean }) {
  const [typed, setTyped] = useState('')
  const choices = FRUIT.filter((name) => name.startsWith(typed)).map((name) => ({
    key: name,
    group: name.startsWith('A') ? 'With A' : 'Others',
    content: name,
    choose: () => chosen.push(name),
    ...(isOn ? { isOn: isOn(name) } : {}),
  }))
  return (
    <Combobox
      label="Fruit"
      listLabel="Fruits"
      placeholder="Find one"
      typed={typed}
      onType={setTyped}
      choices={choices}
      empty="No matches."
    />
  )
}

const input = () => page.querySelector('[role="combobox"]') as HTMLInputElement
/** What a screen reader says is meant. */
const meant = () =>
  page.querySelector(`[id="${input().getAttribute('aria-activedescendant')}"]`)?.textContent ?? null

function press(key: string, init: KeyboardEventInit = {}) {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...init })
  act(() => void input().dispatchEvent(event))
}

function type(text: string) {
  act(() => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {}
    set?.call(input(), text)
    input().dispatchEvent(new Event('input', { bubbles: true }))
  })
}

test('keys move through the list and stop at its ends; Enter chooses', async () => {
  await show(<Fruit />)
  expect(meant()).toBe('Apple')

  press('ArrowUp')
  expect(meant()).toBe('Apple')
  press('PageDown')
  press('ArrowDown')
  expect(meant()).toBe('Banana')
  press('ArrowUp')
  press('Enter')

  expect(chosen).toEqual(['Apricot'])
})

test('typing narrows the list and means its first again; nothing fitting says so', async () => {
  await show(<Fruit />)
  press('PageDown')

  type('Ap')
  expect(meant()).toBe('Apple')
  type('Apr')
  expect(meant()).toBe('Apricot')
  type('X')
  press('Enter')

  expect(meant()).toBeNull()
  expect(page.querySelector(`[id="${input().getAttribute('aria-controls')}"]`)?.textContent).toBe(
    'No matches.',
  )
  expect(chosen).toEqual([])
})

test('an input method that accepts a word chooses nothing', async () => {
  await show(<Fruit />)

  press('ArrowDown', { isComposing: true })
  press('Enter', { keyCode: 229 })

  expect(meant()).toBe('Apple')
  expect(chosen).toEqual([])
})

test('groups have names, and of several choices each says whether it is on', async () => {
  await show(<Fruit isOn={(name) => name === 'Banana'} />)

  const groups = [...page.querySelectorAll('[role="group"]')]
  expect(groups.map((one) => one.getAttribute('aria-label'))).toEqual(['With A', 'Others'])
  const list = page.querySelector('[role="listbox"]')
  expect(list?.getAttribute('aria-multiselectable')).toBe('true')
  const on = [...page.querySelectorAll('[role="option"][aria-selected="true"]')]
  expect(on.map((one) => one.textContent)).toEqual(['Banana'])
})
