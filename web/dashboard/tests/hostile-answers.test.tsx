import { act, type ReactNode } from 'react'
import { afterEach, describe, expect, test, vi } from 'vitest'
import hostile from '../../../tests/corpus/hostile-answers.json'
import { Bubble } from '../src/features/inbox/thread/Bubble'
import { DraftCard } from '../src/features/responder/DraftCard'
import { WritingCard } from '../src/features/responder/WritingCard'
import { MessageText } from '../src/shared/MessageText'
import { aDraft } from './fake-responder'
import { leave, onAPage, page, show } from './on-a-page'
import { aConversation, aMessage, GRACE } from './people'

onAPage()

const live = vi.hoisted(() => ({ responder: { drafts: {} }, chats: {}, threads: {} }))
vi.mock('../src/live/LiveProvider', () => ({ useLive: () => live }))

const chat = aConversation(1)
const sender = { type: 'ai', id: 0, name: 'Lamp shop', avatarUrl: null } as const

/** Every place in which an agent reads what a model wrote. */
const PLACES: Record<string, (text: string) => ReactNode> = {
  'a message': (content) => (
    <Bubble
      message={aMessage(2, { fromCustomer: false, sender, content })}
      starts
      ends
      myId={GRACE.id}
    />
  ),
  'what it is writing': (text) => <WritingCard conversation={chat} text={text} />,
  'a draft': (text) => (
    <DraftCard conversation={chat} draft={aDraft(3, { text })} onUse={() => true} />
  ),
}

afterEach(() => {
  expect(window).not.toHaveProperty('owned')
})

/** Everything that is no link, and the names of all attributes there are. */
function madeOf() {
  const all = [...page.querySelectorAll('*')]
  const elements = all.map(({ tagName }) => tagName).filter((name) => name !== 'A')
  return { elements, attributes: new Set(all.flatMap((one) => one.getAttributeNames())) }
}

async function expectNothingButText(place: (text: string) => ReactNode, text: string) {
  await show(place('Gladly: https://shop.example/'))
  const honest = madeOf()
  act(() => leave())

  await show(place(text))

  expect(page.textContent).toContain(text)
  const { elements, attributes } = madeOf()
  expect(elements).toEqual(honest.elements)
  expect([...attributes].filter((name) => !honest.attributes.has(name))).toEqual([])
  for (const link of page.querySelectorAll('a')) {
    expect(link.protocol).toMatch(/^https?:$/)
    expect(link.username).toBe('')
    expect(link.rel).toContain('noopener noreferrer')
  }
}

describe('What a model was talked into', () => {
  test.each(hostile)('makes nothing but text and links: %j', async (text) => {
    await expectNothingButText((content) => <MessageText content={content} />, text)
  })

  test.each(Object.entries(PLACES))(
    'is text as %s, cut in the middle or whole',
    async (_, place) => {
      const halves = hostile.map((one) => one.slice(0, Math.ceil(one.length / 2)))
      await expectNothingButText(place, [...halves, ...hostile].join('\n'))
    },
  )
})
