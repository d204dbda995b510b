import * as t from '../../../words/words'
import type { WorkflowNode } from './shapes'
import { ACTION_WORDS } from './words'

/** What a card says of its step in one or two lines. */
export function summaryOf(node: WorkflowNode): string {
  switch (node.type) {
    case 'start':
      return t.steps.aVisitorWrites
    case 'end':
      return t.steps.theNextMessageStartsOver
    case 'wait_for_reply':
      return t.steps.untilTheVisitorWritesAgain
    case 'message':
      return node.text.trim() || t.steps.nothingToSayYet
    case 'llm':
      return node.instructions.trim() || t.steps.noInstructionsYet
    case 'condition':
      return node.by === 'model'
        ? node.question || t.steps.noQuestionYet
        : rulesIn(node.rules.length)
    case 'switch':
      return node.by === 'model'
        ? node.question || t.steps.noQuestionYet
        : t.steps.theFirstCaseThatHolds
    case 'action':
      return actionSummary(node.action)
  }
}

function rulesIn(count: number): string {
  return t.steps.byRules(count)
}

function actionSummary(action: Extract<WorkflowNode, { type: 'action' }>['action']): string {
  const words = ACTION_WORDS[action.kind]
  switch (action.kind) {
    case 'add_note':
      return `${words}: ${action.text || '…'}`
    case 'change_status':
      return `${words}: ${action.status}`
    case 'set_tag':
      return `${action.remove ? t.steps.removeTag : t.steps.addTag}: ${action.tag || '…'}`
    case 'handoff':
      return action.reason || words
    case 'http_request':
      return `${action.method} ${action.url || '…'}`
    case 'send_form':
      return words
  }
}
