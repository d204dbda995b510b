import type { WorkflowDefinition } from '@frontdesk/protocol'
import { describe, expect, test } from 'vitest'
import {
  addNode,
  canConnect,
  changeNode,
  connect,
  disconnect,
  moveNodes,
  removeNodes,
} from '../src/features/workflows/logic/editing'
import { exitsOf } from '../src/features/workflows/logic/exits'
import { fileName, readFile } from '../src/features/workflows/logic/file'
import { beginHistory, edit, redo, undo } from '../src/features/workflows/logic/history'
import { newAction, newCase, newNode } from '../src/features/workflows/logic/making'
import { byNode, errorCount, ofField, worst } from '../src/features/workflows/logic/problems'
import { findNode, type NodeType } from '../src/features/workflows/logic/shapes'

const EMPTY: WorkflowDefinition = { nodes: [], edges: [] }
const AT = { x: 0, y: 0 }

function drawn(...types: NodeType[]): WorkflowDefinition {
  let definition = EMPTY
  let last: string | null = null
  for (const type of types) {
    const added: ReturnType<typeof addNode> = addNode(definition, type, AT, last)
    definition = added.definition
    last = added.id
  }
  return definition
}

describe('adding a step', () => {
  test('connects it behind the chosen one, below it', () => {
    const definition = drawn('start', 'message', 'end')

    expect(definition.edges).toEqual([
      { source: 'start', exit: 'next', target: 'message' },
      { source: 'message', exit: 'next', target: 'end' },
    ])
    expect(findNode(definition, 'end')?.position).toEqual({ x: 0, y: 340 })
  })

  test('takes the first way out that leads nowhere, and none if all lead somewhere', () => {
    let definition = drawn('start', 'condition')
    for (const type of ['message', 'end', 'message'] as const) {
      definition = addNode(definition, type, AT, 'condition').definition
    }

    expect(definition.edges.map(({ source, exit, target }) => [source, exit, target])).toEqual([
      ['start', 'next', 'condition'],
      ['condition', 'yes', 'message'],
      ['condition', 'no', 'end'],
    ])
  })

  test('never lies on top of another one, and has an id and a name of its own', () => {
    const definition = addNode(drawn('message'), 'message', AT, null).definition

    expect(definition.nodes.map(({ id, name, position }) => [id, name, position.x])).toEqual([
      ['message', 'Message', 0],
      ['message-2', 'Message 2', 250],
    ])
  })
})

describe('connecting', () => {
  test('leads a way out to one place only', () => {
    const definition = connect(drawn('start', 'message', 'end'), 'start', 'next', 'end')

    expect(definition.edges).toContainEqual({ source: 'start', exit: 'next', target: 'end' })
    expect(definition.edges.filter(({ source }) => source === 'start')).toHaveLength(1)
    expect(disconnect(definition, 'start', 'next').edges).toHaveLength(1)
  })

  test('leads nowhere back to the start, nor to itself', () => {
    const definition = drawn('start', 'message')

    expect(canConnect(definition, 'message', 'start')).toBe(false)
    expect(canConnect(definition, 'message', 'message')).toBe(false)
    expect(canConnect(definition, 'start', 'message')).toBe(true)
  })
})

test('a deleted step takes its edges along', () => {
  const definition = removeNodes(drawn('start', 'message', 'end'), new Set(['message']))

  expect(definition.nodes.map(({ id }) => id)).toEqual(['start', 'end'])
  expect(definition.edges).toEqual([])
})

test('a case that goes takes its edge along', () => {
  const node = newNode(EMPTY, 'switch', AT)
  if (node.type !== 'switch') throw new Error('not a switch')
  const two = { ...node, cases: [...node.cases, newCase(node.cases)] }
  const definition = connect(
    { nodes: [two, ...drawn('end').nodes], edges: [] },
    'switch',
    'case-2',
    'end',
  )

  expect(changeNode(definition, two).edges).toHaveLength(1)
  expect(changeNode(definition, { ...two, cases: node.cases }).edges).toEqual([])
})

test('the ways out are those the server knows', () => {
  const action = newNode(EMPTY, 'action', AT)
  if (action.type !== 'action') throw new Error('not an action')
  const exits = (node: Parameters<typeof exitsOf>[0]) => exitsOf(node).map(({ id }) => id)

  expect(exits(newNode(EMPTY, 'end', AT))).toEqual([])
  expect(exits(newNode(EMPTY, 'condition', AT))).toEqual(['yes', 'no'])
  expect(exits(newNode(EMPTY, 'switch', AT))).toEqual(['case-1', 'default'])
  expect(exits({ ...action, action: newAction('handoff') })).toEqual([])
  expect(exits({ ...action, action: newAction('http_request') })).toEqual(['next', 'failed'])
})

describe('moving', () => {
  test('rounds, stays within bounds, and changes nothing when nothing moved', () => {
    const definition = drawn('start')

    const moved = moveNodes(definition, new Map([['start', { x: 10.6, y: -1e9 }]]))

    expect(moved.nodes[0]?.position).toEqual({ x: 11, y: -100_000 })
    expect(moveNodes(definition, new Map([['start', { x: 0.2, y: 0 }]]))).toBe(definition)
  })
})

describe('undo and redo', () => {
  test('go back and forth, and forget the future after another edit', () => {
    const edited = edit(edit(beginHistory('a'), 'b'), 'c')

    expect(undo(edited).present).toBe('b')
    expect(undo(undo(undo(edited))).present).toBe('a')
    expect(redo(undo(edited)).present).toBe('c')
    expect(redo(edit(undo(edited), 'd')).present).toBe('d')
  })

  test('take letters typed into one field as one edit', () => {
    const typed = ['h', 'he', 'hey'].reduce(
      (history, text) => edit(history, text, 'text of a'),
      beginHistory(''),
    )

    expect(undo(typed).present).toBe('')
    expect(undo(edit(typed, 'hey!', 'text of b')).present).toBe('hey')
  })

  test('start a new edit after an undo, even in the same field', () => {
    const typed = edit(edit(beginHistory(''), 'a'), 'ab', 'x')

    expect(undo(edit(undo(typed), 'az', 'x')).present).toBe('a')
  })

  test('keep a hundred', () => {
    let history = beginHistory(0)
    for (let number = 1; number <= 250; number++) history = edit(history, number)

    expect(history.past).toHaveLength(100)
    expect(edit(history, history.present)).toBe(history)
  })
})

describe('problems', () => {
  const problems = [
    { message: 'Say something here.', severity: 'error', nodeId: 'm', field: 'text' },
    { message: 'No way leads to this step.', severity: 'warning', nodeId: 'm', field: null },
    { message: 'There is no start.', severity: 'error', nodeId: null, field: null },
  ] as const

  test('are found by step and by field', () => {
    const found = byNode(problems)

    expect(found.get('m')).toHaveLength(2)
    expect(found.get('')?.map(({ message }) => message)).toEqual(['There is no start.'])
    expect(ofField(found.get('m') ?? [], 'text')).toBe('Say something here.')
    expect(ofField(found.get('m') ?? [], 'name')).toBeUndefined()
  })

  test('are as bad as the worst of them', () => {
    expect(errorCount(problems)).toBe(2)
    expect(worst(problems)).toBe('error')
    expect(worst([problems[1]])).toBe('warning')
    expect(worst(undefined)).toBeNull()
  })
})

describe('a file', () => {
  test('is named after the workflow', () => {
    expect(fileName('Tea & Cake!')).toBe('tea-cake.workflow.json')
    expect(fileName('茶')).toBe('workflow.workflow.json')
  })

  test.each(['', 'not json', '[]', 'null', '{"format":"other"}', ' '.repeat(70_000)])(
    'of another kind is refused before it is sent: %.20s',
    (text) => {
      expect(readFile(text).kind).toBe('refused')
    },
  )

  test('of ours is read', () => {
    expect(readFile('{"format":"frontdesk.workflow"}').kind).toBe('file')
  })
})
