import type {
  DryRunTurn,
  ResponderMode,
  ResponderRun,
  ResponderStatus,
  ResponderStyle,
  ResponderWhen,
  RunState,
  SilentBecause,
} from '@frontdesk/protocol'

export type Choice<Value extends string> = { value: Value; words: string; note: string }

export const MODES: readonly Choice<ResponderMode>[] = [
  { value: 'off', words: 'Off', note: 'Only people answer.' },
  {
    value: 'draft',
    words: 'Write drafts',
    note: 'It writes what it would say. An agent sends it, changes it or throws it away; a visitor never sees it by itself.',
  },
  {
    value: 'auto',
    words: 'Answer by itself',
    note: 'It answers until a person steps in. Once an agent has the chat, it is silent.',
  },
]

export const WHENS: readonly Choice<ResponderWhen>[] = [
  {
    value: 'nobody_online',
    words: 'Only while no agent is online',
    note: 'With at least one agent available, visitors wait for a person.',
  },
  {
    value: 'outside_hours',
    words: 'Outside business hours',
    note: 'Within them, visitors wait for a person.',
  },
  { value: 'always', words: 'Always', note: 'Visitors can still ask for a person.' },
]

export const STYLES: readonly Choice<ResponderStyle>[] = [
  {
    value: 'simple',
    words: 'By instructions',
    note: 'One text says who it is and what it knows. It reads the last ten messages.',
  },
  {
    value: 'orchestrator',
    words: 'By a workflow',
    note: 'Steps you draw: conditions, answers, tags, handing over.',
  },
]

const WHEN_WORDS: Record<ResponderWhen, string> = {
  nobody_online: 'when nobody is online',
  outside_hours: 'outside business hours',
  always: 'always',
}

/** `answers by itself, when nobody is online`: drafts are written at any time. */
export function defaultWords({ projectMode, projectWhen }: ResponderStatus): string {
  if (projectMode === 'off') return 'off'
  if (projectMode === 'draft') return 'writes drafts'
  return `answers by itself, ${WHEN_WORDS[projectWhen]}`
}

const SILENT_WORDS: Record<SilentBecause, string> = {
  closed: 'the chat is closed',
  ai_off: 'AI is off for this visitor',
  switched_off: 'it is switched off',
  budget_spent: 'today’s budget is spent',
  chat_budget_spent: 'the budget of this chat is spent',
  person_asked_for: 'the visitor asked for a person',
  taken: 'somebody has the chat',
  somebody_online: 'somebody is online',
  within_hours: 'it is within business hours',
}

/** `silent: somebody is online`: what happens when the visitor writes now. */
export function nowWords({ mode, silentBecause }: ResponderStatus): string {
  if (mode === 'auto') return 'answers by itself'
  if (mode === 'draft') return 'writes drafts'
  return silentBecause === null ? 'silent' : `silent: ${SILENT_WORDS[silentBecause]}`
}

export const STATE_WORDS: Record<RunState, string> = {
  thinking: 'Thinking',
  answered: 'Answered',
  drafted: 'Draft',
  void: 'Not sent',
  failed: 'Failed',
  handed_over: 'Handed to a person',
}

const WHY: Record<string, string> = {
  draft_mode: 'It waits for one of you to send it.',
  taken: 'Somebody took the chat first.',
  answered: 'Somebody answered first.',
  changed: 'The chat changed hands meanwhile.',
  closed: 'The chat was closed while it was thinking.',
  ai_off: 'AI was turned off for this chat.',
  person_asked_for: 'The visitor asked for a person.',
  newer_message: 'The visitor wrote more meanwhile.',
  settings_changed: 'The assistant was set up anew, so it began again.',
  workflow_moved: 'The workflow had moved on, so it began again.',
  leaked: 'It repeated its instructions, so nothing of it was kept.',
  gated: 'It promises what only a person may promise.',
  no_provider: 'No language model is set up.',
  providers_unavailable: 'No language model could be reached.',
  too_slow: 'The language model took too long.',
  question_too_long: 'The chat is too long for the language model.',
  answer_too_long: 'The language model did not stop, and was cut off.',
  answer_unusable: 'The language model answered twice in a way that cannot be used.',
  nothing_written: 'It had nothing to write, and would have handed over to a person.',
  not_begun: 'It did not begin. Ask again in a moment.',
  lost: 'It was interrupted. Ask again.',
  answer_filtered: 'The provider of the language model held its answer back.',
}

/** Why something was not sent: a sentence, also for a reason this page is too old to know. */
export function whyWords(reason: string): string {
  const known = WHY[reason]
  if (known) return known
  const words = reason.replaceAll('_', ' ').trim()
  const sentence = words.charAt(0).toLocaleUpperCase() + words.slice(1)
  return /[.!?…]$/u.test(sentence) ? sentence : `${sentence}.`
}

type Looked = Pick<DryRunTurn, 'withheld' | 'withheldWords'>

/** Why a visitor would not be told this; undefined if he would. */
export function withheldWords({ withheld, withheldWords: words }: Looked): string | undefined {
  if (!withheld) return undefined
  const kept =
    withheld === 'gated' ? 'A visitor would get it from a person.' : 'Nobody would see it.'
  return [whyWords(withheld), words ? `It says “${words}”.` : '', kept].filter(Boolean).join(' ')
}

/** `1.4 s`, `320 ms`, `1 min 05`: how long a model took. */
export function tookWords(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')}`
}

const NUMBER = new Intl.NumberFormat('en')
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })

export function wholeNumber(number: number): string {
  return NUMBER.format(number)
}

/** `950`, `12.3K`, `5M`: tokens where there is little room. */
export function shortNumber(number: number): string {
  return SHORT.format(number)
}

export function tokensOf({ tokensIn, tokensOut }: Pick<ResponderRun, 'tokensIn' | 'tokensOut'>) {
  return tokensIn + tokensOut
}
