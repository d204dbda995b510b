import { render } from 'preact'
import { afterEach, describe, expect, it } from 'vitest'
import hostile from '../../../tests/corpus/hostile-answers.json'
import { conversation, message, openPanel } from './support/panel.tsx'

/** Everything a bubble may be made of, whatever stands in it. */
const LINK_ATTRIBUTES = ['href', 'target', 'rel', 'dir']

function bubbleOf(content: string): Element {
  const said = message(2, 'ai')
  openPanel({ bubbles: [{ ...said, content }], conversation: conversation('open') })
  return document.querySelector('.bubble') as Element
}

describe('What a model was talked into', () => {
  afterEach(() => {
    render(null, document.body)
    expect(window).not.toHaveProperty('owned')
  })

  it.each(hostile)('stays text: %j', (content) => {
    const bubble = bubbleOf(content)

    expect(bubble.textContent).toBe(content)
    expect([...bubble.querySelectorAll(':not(a)')]).toEqual([])
    for (const link of bubble.querySelectorAll('a')) {
      expect(link.protocol).toMatch(/^https?:$/)
      expect(link.username).toBe('')
      expect(link.getAttributeNames().filter((name) => !LINK_ATTRIBUTES.includes(name))).toEqual([])
      expect(link.rel).toContain('noopener noreferrer')
    }
  })

  it('stays text when it is cut in the middle, and all in one', () => {
    const halves = hostile.map((one) => one.slice(0, Math.ceil(one.length / 2)))
    const content = [...halves, ...hostile].join('\n')

    const bubble = bubbleOf(content)

    expect(bubble.textContent).toBe(content)
    expect(bubble.querySelector(':not(a)')).toBeNull()
  })
})
