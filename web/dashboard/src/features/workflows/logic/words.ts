import type { ActionKind, RuleKind } from './shapes'

export const ACTION_WORDS: Record<ActionKind, string> = {
  add_note: 'Add a note',
  set_tag: 'Set a tag',
  change_status: 'Change the status',
  handoff: 'Hand over to the team',
  http_request: 'Ask or tell another system',
  send_form: 'Send a form',
}

export const RULE_WORDS: Record<RuleKind, string> = {
  text: 'The message',
  page: 'The page address',
  attribute: 'A visitor attribute',
  time: 'The time',
  hours: 'Business hours',
  status: 'The status',
  tag: 'A tag',
}

export const TEST_WORDS = {
  contains: 'contains',
  equals: 'is exactly',
  starts_with: 'starts with',
  matches: 'matches (regular expression)',
  exists: 'is there at all',
} as const

export const DAYS = [
  ['mon', 'Mon'],
  ['tue', 'Tue'],
  ['wed', 'Wed'],
  ['thu', 'Thu'],
  ['fri', 'Fri'],
  ['sat', 'Sat'],
  ['sun', 'Sun'],
] as const

export const PHASE_WORDS = {
  ready: 'Goes on',
  asking: 'Waits for an answer',
  waiting: 'Waits for the visitor',
  ended: 'Done',
  handed_over: 'With the team',
} as const
