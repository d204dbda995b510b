import type { TurnTrace } from '@frontdesk/protocol'
import { act } from 'react'
import { expect, test, vi } from 'vitest'
import { Bubble } from '../src/features/inbox/thread/Bubble'
import { DraftCard } from '../src/features/responder/DraftCard'
import { DraftTray } from '../src/features/responder/DraftTray'
import { RunRow } from '../src/features/responder/RunRow'
import { TryBox } from '../src/features/responder/TryBox'
import { WritingCard } from '../src/features/responder/WritingCard'
import { aDraft, aRun } from './fake-responder'
import { onAPage, page, show } from './on-a-page'
import { aConversation, aMessage, GRACE } from './people'

onAPage()

const live = vi.hoisted(() => ({ responder: { drafts: {} }, chats: {}, threads: {} }))
vi.mock('../src/live/LiveProvider', () => ({ useLive: () => live }))

/** What a model may say when somebody made it: none of it may become more than text. */
const HOSTILE = [
  '<script>window.owned = 1</script>',
  '<img src=x onerror="window.owned = 1">',
  '<a href="javascript:window.owned = 1">click</a>',
  '[click](javascript:window.owned=1)',
  '![pixel](https://spy.example/p.gif)',
  '<iframe src="https://spy.example"></iframe><style>*{display:none}</style>',
  'javascript:window.owned=1 data:text/html,<b>x</b> vbscript:x //spy.example',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it looks like one, and must stay text.
  '**bold** <b>bold</b> {{7*7}} ${7*7} https://shop.example/orders/1.',
].join('\n')

function expectInert(): void {
  expect(page.textContent).toContain(HOSTILE)
  expect(page.querySelector('script, img, iframe, style, object, b, strong, em')).toBeNull()
  const links = [...page.querySelectorAll('a')]
  expect(links.map(({ href }) => href)).toEqual([
    'https://spy.example/p.gif',
    'https://spy.example/',
    'https://shop.example/orders/1',
  ])
  for (const { rel, target } of links) {
    expect(rel).toBe('noopener noreferrer nofollow')
    expect(target).toBe('_blank')
  }
  expect(window).not.toHaveProperty('owned')
}

const chat = aConversation(1)

test('what the assistant said stays text, and is marked as AI', async () => {
  const sender = { type: 'ai', id: 0, name: 'Lamp shop', avatarUrl: null } as const
  const message = aMessage(2, { fromCustomer: false, sender, content: HOSTILE })
  await show(<Bubble message={message} starts ends myId={GRACE.id} />)

  expectInert()
  expect(page.textContent).toContain('Lamp shop· AI')
})

test('a line nobody wrote says that it came by itself', async () => {
  const sender = { type: 'system', id: 0, name: 'Lamp shop', avatarUrl: null } as const
  const message = aMessage(2, { fromCustomer: false, sender })
  await show(<Bubble message={message} starts ends myId={GRACE.id} />)

  expect(page.textContent).toContain('Lamp shop· automatic')
})

test('what the assistant is writing stays text', async () => {
  await show(<WritingCard conversation={chat} text={HOSTILE} isAsked={false} />)

  expectInert()
})

test('what the assistant was about to say stays text, with what one can do about it', async () => {
  const draft = aDraft(3, { text: HOSTILE })
  await show(<DraftCard conversation={chat} draft={draft} onUse={() => true} />)

  expectInert()
  expect(page.textContent).toContain('Someone took the chat first.')
  expect([...page.querySelectorAll('button')].map((one) => one.textContent?.trim())).toEqual([
    'Use',
    'Send',
    'Discard',
  ])
})

test('what a workflow said stays text', async () => {
  const entry = { stepNo: 1, nodeId: 'a', nodeName: 'Answer', nodeType: 'llm', exit: 'next' }
  const trace: TurnTrace = {
    id: 1,
    turn: 1,
    triggerSeq: 1,
    workflowId: 1,
    workflowName: '<b>Lamps</b>',
    versionNumber: 2,
    outcome: 'committed',
    why: '',
    entries: [
      {
        ...entry,
        decision: null,
        did: [],
        said: HOSTILE,
        tool: null,
        tokens: 9,
        ms: 9,
        failure: HOSTILE,
      },
    ],
    tokens: 9,
    ms: 9,
    createdAt: aRun(1).startedAt,
  }
  await show(<RunRow run={aRun(1, { state: 'void', reason: 'taken' })} trace={trace} />)

  expectInert()
})

test('an answer that is only tried stays text', async () => {
  const held = { withheld: 'gated', withheldWords: HOSTILE }
  const answer = { text: HOSTILE, provider: 'Groq', tokensIn: 1, tokensOut: 2, modelMs: 3, ...held }
  vi.stubGlobal('fetch', async () => Response.json(answer))
  await show(<TryBox projectId={1} isChanged={false} />)
  const field = page.querySelector('textarea')
  const set = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')?.set
  await act(async () => {
    set?.call(field, 'How long?')
    field?.dispatchEvent(new Event('input', { bubbles: true }))
  })
  await act(async () => page.querySelector('form')?.requestSubmit())
  await vi.waitFor(() => expect(page.querySelector('blockquote')).not.toBeNull())

  expect(page.textContent).toContain('It promises what only a person may promise.')
  expectInert()
})

test('a draft is discarded for everybody only once its text is safe in the composer', async () => {
  const discard = vi.fn(async () => {})
  live.responder.drafts = { discard }
  let isKept = false
  await show(<DraftCard conversation={chat} draft={aDraft(3)} onUse={() => isKept} />)
  const use = page.querySelector('button')

  await act(async () => use?.click())
  expect(discard).not.toHaveBeenCalled()
  isKept = true
  await act(async () => use?.click())

  expect(discard).toHaveBeenCalledOnce()
})

test('the latest draft is open, those before it stand behind it', async () => {
  const drafts = [aDraft(5), aDraft(4), aDraft(3, { reason: 'draft_mode' })]
  await show(<DraftTray conversation={chat} drafts={drafts} onUse={() => true} />)

  expect(page.textContent).toContain('The assistant was about to say…')
  expect(page.querySelector('summary')?.textContent).toBe('2 earlier drafts')
  expect(page.querySelectorAll('details article')).toHaveLength(2)
})
