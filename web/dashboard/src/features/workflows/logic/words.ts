import * as t from '../../../words/words'
import type { ActionKind, RuleKind } from './shapes'

export const ACTION_WORDS: Record<ActionKind, string> = {
  add_note: t.steps.addANote,
  set_tag: t.steps.setATag,
  change_status: t.steps.changeTheStatus,
  handoff: t.steps.handOverToTheTeam,
  http_request: t.steps.callAnotherSystem,
  send_form: t.steps.sendAForm,
}

export const RULE_WORDS: Record<RuleKind, string> = {
  text: t.steps.theMessage,
  page: t.steps.thePageAddress,
  attribute: t.steps.aVisitorAttribute,
  time: t.steps.theTime,
  hours: t.steps.businessHours,
  status: t.steps.theStatus,
  tag: t.steps.aTag,
}

export const TEST_WORDS = {
  contains: t.steps.contains,
  equals: t.steps.isExactly,
  starts_with: t.steps.startsWith,
  matches: t.steps.matchesRegularExpression,
  exists: t.steps.isSet,
} as const

export const DAYS = [
  ['mon', t.steps.mon],
  ['tue', t.steps.tue],
  ['wed', t.steps.wed],
  ['thu', t.steps.thu],
  ['fri', t.steps.fri],
  ['sat', t.steps.sat],
  ['sun', t.steps.sun],
] as const

export const PHASE_WORDS = {
  ready: t.steps.goesOn,
  asking: t.steps.waitsForAnAnswer,
  waiting: t.steps.waitsForTheVisitor,
  ended: t.steps.done,
  handed_over: t.steps.withTheTeam,
} as const
