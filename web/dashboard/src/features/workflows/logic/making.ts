import type { WorkflowDefinition } from '@frontdesk/protocol'
import * as t from '../../../words/words'
import type {
  Action,
  ActionKind,
  Case,
  NodeType,
  Place,
  Rule,
  RuleKind,
  WorkflowNode,
} from './shapes'

export const NODE_WORDS: Record<NodeType, { name: string; about: string }> = {
  start: { name: t.steps.start, about: t.steps.whereAConversationBegins },
  message: { name: t.steps.message, about: t.steps.saySomethingToTheVisitor },
  condition: { name: t.steps.condition, about: t.steps.yesOrNoByRules },
  switch: { name: t.steps.switch, about: t.steps.oneOfSeveralCases },
  action: { name: t.steps.action, about: t.steps.noteTagStatusHandOver },
  llm: { name: t.steps.aiAnswer, about: t.steps.letTheModelAnswer },
  wait_for_reply: { name: t.steps.wait, about: t.steps.untilTheVisitorWritesAgain },
  end: { name: t.steps.end, about: t.steps.theWorkflowIsDone },
}

/** What a person can add, in the order of the menu. */
export const ADDABLE: readonly NodeType[] = [
  'message',
  'llm',
  'wait_for_reply',
  'condition',
  'switch',
  'action',
  'end',
  'start',
]

export function freshId(definition: WorkflowDefinition, type: NodeType): string {
  const taken = new Set(definition.nodes.map(({ id }) => id))
  return firstFree((number) => (number === 1 ? type : `${type}-${number}`), taken)
}

export function freshName(definition: WorkflowDefinition, type: NodeType): string {
  const taken = new Set(definition.nodes.map(({ name }) => name))
  const { name } = NODE_WORDS[type]
  return firstFree((number) => (number === 1 ? name : `${name} ${number}`), taken)
}

export function freshKey(cases: readonly Case[]): string {
  return firstFree((number) => `case-${number}`, new Set(cases.map(({ key }) => key)))
}

function firstFree(nameOf: (number: number) => string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const name = nameOf(number)
    if (!taken.has(name)) return name
  }
}

export function newNode(definition: WorkflowDefinition, type: NodeType, at: Place): WorkflowNode {
  const base = { id: freshId(definition, type), name: freshName(definition, type), position: at }
  switch (type) {
    case 'message':
      return { ...base, type, text: '' }
    case 'condition':
      return { ...base, type, by: 'rule', match: 'any', rules: [newRule('text')], question: '' }
    case 'switch':
      return { ...base, type, by: 'rule', question: '', cases: [newCase([])] }
    case 'action':
      return { ...base, type, action: newAction('add_note') }
    case 'llm':
      return { ...base, type, instructions: '', tools: ['handoff'] }
    default:
      return { ...base, type }
  }
}

export function newCase(cases: readonly Case[]): Case {
  const key = freshKey(cases)
  const label = t.steps.case(key.slice('case-'.length))
  return { key, label, match: 'any', rules: [newRule('text')], hint: '' }
}

export function newRule(kind: RuleKind): Rule {
  switch (kind) {
    case 'attribute':
      return { kind, name: '', test: 'equals', value: '', isNot: false }
    case 'time':
      return { kind, days: WORKDAYS, opens: '09:00', closes: '17:00', isNot: false }
    case 'hours':
      return { kind, isNot: false }
    case 'status':
      return { kind, statuses: ['open'], isNot: false }
    case 'tag':
      return { kind, tag: '', isNot: false }
    default:
      return { kind, test: 'contains', value: '', isNot: false }
  }
}

const WORKDAYS: Extract<Rule, { kind: 'time' }>['days'] = ['mon', 'tue', 'wed', 'thu', 'fri']

export function newAction(kind: ActionKind): Action {
  switch (kind) {
    case 'add_note':
      return { kind, text: '' }
    case 'change_status':
      return { kind, status: 'pending' }
    case 'send_form':
      return { kind, form: '' }
    case 'set_tag':
      return { kind, tag: '', remove: false }
    case 'handoff':
      return { kind, reason: '' }
    case 'http_request':
      return { kind, method: 'GET', url: '', headers: [], body: newBody('json') }
  }
}

type RequestBody = Extract<Action, { kind: 'http_request' }>['body']

export function newBody(kind: RequestBody['kind']): RequestBody {
  switch (kind) {
    case 'json':
      return { kind, template: '{\n  "message": "{{message}}"\n}' }
    case 'form':
      return { kind, fields: [{ name: 'message', value: '{{message}}' }] }
    case 'text':
      return { kind, text: '{{message}}' }
  }
}
