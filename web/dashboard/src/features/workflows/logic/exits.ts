import * as t from '../../../words/words'
import type { WorkflowNode } from './shapes'

export type Exit = { id: string; words: string; optional?: boolean }

const NEXT: Exit = { id: 'next', words: t.steps.next }

/** The ways out of a node, as the server counts them. */
export function exitsOf(node: WorkflowNode): readonly Exit[] {
  switch (node.type) {
    case 'end':
      return []
    case 'condition':
      return [
        { id: 'yes', words: t.steps.yes },
        { id: 'no', words: t.steps.no },
      ]
    case 'switch':
      return [
        ...node.cases.map(({ key, label }) => ({ id: key, words: label || key })),
        { id: 'default', words: t.steps.otherwise },
      ]
    case 'action':
      return exitsOfAction(node.action)
    default:
      return [NEXT]
  }
}

function exitsOfAction(action: Extract<WorkflowNode, { type: 'action' }>['action']) {
  if (action.kind === 'handoff') return []
  if (action.kind !== 'http_request') return [NEXT]
  return [
    { id: 'next', words: action.method === 'GET' ? t.steps.answered : t.steps.sent },
    { id: 'failed', words: t.steps.failed, optional: true },
  ]
}

export const CARD_WIDTH = 224
const MOST_IN_ONE_CARD = 3
const WAY_WIDTH = 76

/** How wide a step is drawn: its ways out stand side by side, and must be read. */
export function widthOf(node: WorkflowNode): number {
  const { length } = exitsOf(node)
  return length > MOST_IN_ONE_CARD ? length * WAY_WIDTH : CARD_WIDTH
}
