import type { WorkflowDefinition } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { newAction } from '../src/features/workflows/logic/making'
import type { WorkflowNode } from '../src/features/workflows/logic/shapes'
import {
  askingSteps,
  bodyOf,
  conversationIn,
  DEFAULT_OPTIONS,
  isReady,
  linesOf,
} from '../src/features/workflows/logic/trial'

const at = { x: 0, y: 0 }
const looksUp = (id: string, method: 'GET' | 'POST'): WorkflowNode => ({
  id,
  name: id,
  type: 'action',
  position: at,
  action: { ...newAction('http_request'), method } as Extract<
    WorkflowNode,
    { type: 'action' }
  >['action'],
})
const definition: WorkflowDefinition = {
  nodes: [looksUp('order', 'GET'), looksUp('tell', 'POST')],
  edges: [],
}

test.each([
  ['12', 12],
  [' 12 ', 12],
  ['https://desk.example/projects/1/inbox/345', 345],
  ['https://desk.example/projects/1/inbox/345/', 345],
  ['0', null],
  ['Ada', null],
  ['12a', null],
])('the conversation in %s is %s', (text, id) => {
  expect(conversationIn(text)).toBe(id)
})

test('a message is a line, and nothing but spaces is none', () => {
  expect(linesOf(' hello \n\n  \nA-17')).toEqual(['hello', 'A-17'])
  expect(isReady({ ...DEFAULT_OPTIONS, text: '  \n' })).toBe(false)
  expect(isReady({ ...DEFAULT_OPTIONS, kind: 'past', conversation: '7' })).toBe(true)
})

test('only steps that read another system are answered for', () => {
  expect(askingSteps(definition).map(({ id }) => id)).toEqual(['order'])
  const options = {
    ...DEFAULT_OPTIONS,
    text: 'hi',
    siteAnswers: { order: '{}', tell: 'x', gone: 'y' },
  }
  expect(bodyOf(options, definition, null).siteAnswers).toEqual({
    order: { body: '{}', status: 200 },
  })
})

test('one turn is asked for at a time, of messages or of a conversation', () => {
  const typed = bodyOf({ ...DEFAULT_OPTIONS, text: 'hi' }, definition, null)
  expect(typed).toMatchObject({ messages: ['hi'], models: 'project', atMost: 1, reallyAsk: false })
  expect(typed).not.toHaveProperty('conversationId')

  const past = { ...DEFAULT_OPTIONS, kind: 'past', conversation: '9', withModels: false } as const
  expect(bodyOf(past, definition, null)).toMatchObject({ conversationId: 9, models: 'none' })
  expect(bodyOf(past, definition, null)).not.toHaveProperty('messages')
})
