import type { WorkflowNode } from './shapes'
import { ACTION_WORDS } from './words'

/** What a card says of its step in one or two lines. */
export function summaryOf(node: WorkflowNode): string {
  switch (node.type) {
    case 'start':
      return 'A visitor writes'
    case 'end':
      return 'The next message begins anew'
    case 'wait_for_reply':
      return 'Until the visitor writes again'
    case 'message':
      return node.text.trim() || 'Nothing to say yet'
    case 'llm':
      return node.instructions.trim() || 'No instructions yet'
    case 'condition':
      return node.by === 'model' ? node.question || 'No question yet' : rulesIn(node.rules.length)
    case 'switch':
      return node.by === 'model' ? node.question || 'No question yet' : 'The first case that holds'
    case 'action':
      return actionSummary(node.action)
  }
}

function rulesIn(count: number): string {
  return count === 1 ? 'By one rule' : `By ${count} rules`
}

function actionSummary(action: Extract<WorkflowNode, { type: 'action' }>['action']): string {
  const words = ACTION_WORDS[action.kind]
  switch (action.kind) {
    case 'add_note':
      return `${words}: ${action.text || '…'}`
    case 'change_status':
      return `${words}: ${action.status}`
    case 'set_tag':
      return `${action.remove ? 'Take off tag' : 'Put on tag'}: ${action.tag || '…'}`
    case 'handoff':
      return action.reason || words
    case 'http_request':
      return `${action.method} ${action.url || '…'}`
    case 'send_form':
      return words
  }
}
