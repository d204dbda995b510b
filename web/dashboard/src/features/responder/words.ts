import type {
  AssignedMeanwhile,
  DryRunTurn,
  ResponderMode,
  ResponderRun,
  ResponderStatus,
  ResponderStyle,
  ResponderWhen,
  RunState,
  SilentBecause,
} from '@frontdesk/protocol'
import * as t from '../../words/words'

type Choice<Value extends string> = { value: Value; words: string; note: string }

export const MODES: readonly Choice<ResponderMode>[] = [
  { value: 'off', words: t.runs.off, note: t.runs.onlyPeopleAnswer },
  {
    value: 'draft',
    words: t.runs.writeDrafts,
    note: t.runs.itWritesWhatItWould,
  },
  {
    value: 'auto',
    words: t.runs.answerByItself,
    note: t.runs.itAnswersUntilAPerson,
  },
]

export const WHENS: readonly Choice<ResponderWhen>[] = [
  {
    value: 'nobody_online',
    words: t.runs.onlyWhileNoAgent,
    note: t.runs.withAtLeastOneAgent,
  },
  {
    value: 'outside_hours',
    words: t.runs.outsideBusinessHours,
    note: t.runs.withinThemVisitorsWait,
  },
  { value: 'always', words: t.runs.always, note: t.runs.visitorsCanStillAsk },
]

export const STYLES: readonly Choice<ResponderStyle>[] = [
  {
    value: 'simple',
    words: t.runs.byInstructions,
    note: t.runs.oneTextSays,
  },
  {
    value: 'orchestrator',
    words: t.runs.byAWorkflow,
    note: t.runs.stepsYouDrawConditionsAnswers,
  },
]

export const MEANWHILE: readonly Choice<AssignedMeanwhile>[] = [
  {
    value: 'draft',
    words: t.assistant.keepItsAnswer,
    note: t.assistant.whoeverTookTheChatDecides,
  },
  { value: 'send', words: t.assistant.sendItAllTheSame, note: t.assistant.theChatStays },
]

const WHEN_WORDS: Record<ResponderWhen, string> = {
  nobody_online: t.runs.whenNobodyIsOnline,
  outside_hours: t.runs.whenOutsideBusinessHours,
  always: t.runs.atAnyTime,
}

/** `answers by itself, when nobody is online`: drafts are written at any time. */
export function defaultWords({ projectMode, projectWhen }: ResponderStatus): string {
  if (projectMode === 'off') return t.runs.switchedOff
  if (projectMode === 'draft') return t.runs.writesDrafts
  return t.runs.answersByItselfWhen(WHEN_WORDS[projectWhen])
}

const SILENT_WORDS: Record<SilentBecause, string> = {
  closed: t.runs.theChatIsClosed,
  ai_off: t.runs.aiIsOff,
  switched_off: t.runs.itIsSwitchedOff,
  budget_spent: t.runs.todaysBudgetIsSpent,
  chat_budget_spent: t.runs.thisChatsBudgetIsUsed,
  person_asked_for: t.runs.theVisitorAsked,
  taken: t.runs.somebodyHasTheChat,
  somebody_online: t.runs.someoneIsOnline,
  within_hours: t.runs.itIsWithinBusinessHours,
}

/** `silent: somebody is online`: what happens when the visitor writes now. */
export function nowWords({ mode, silentBecause }: ResponderStatus): string {
  if (mode === 'auto') return t.runs.answersByItself
  if (mode === 'draft') return t.runs.writesDrafts
  return silentBecause === null ? t.runs.silent : t.runs.silentBecause(SILENT_WORDS[silentBecause])
}

export const STATE_WORDS: Record<RunState, string> = {
  thinking: t.runs.thinking,
  answered: t.runs.answered,
  drafted: t.runs.draft,
  void: t.runs.notSent,
  failed: t.runs.failed,
  handed_over: t.runs.handedToAPerson,
}

const WHY: Record<string, string> = {
  draft_mode: t.runs.itWaits,
  taken: t.runs.somebodyTookTheChatFirst,
  answered: t.runs.someoneAnsweredFirst,
  changed: t.runs.theChatChangedHandsMeanwhile,
  closed: t.runs.theChatWasClosedWhile,
  ai_off: t.runs.aiWasTurnedOff,
  person_asked_for: t.runs.theVisitorAskedForAPerson,
  newer_message: t.runs.theVisitorWroteMoreMeanwhile,
  settings_changed: t.runs.theAssistantsSettingsChanged,
  workflow_moved: t.runs.theWorkflowHadMoved,
  leaked: t.runs.itRepeatedItsInstructions,
  gated: t.runs.itPromises,
  no_provider: t.runs.noLanguageModelIsSet,
  providers_unavailable: t.runs.noLanguageModelCould,
  too_slow: t.runs.theLanguageModelTookToo,
  question_too_long: t.runs.theChatIsTooLong,
  answer_too_long: t.runs.theLanguageModelDid,
  answer_unusable: t.runs.theLanguageModelAnsweredTwice,
  nothing_written: t.runs.itHadNothingToWrite,
  not_begun: t.runs.itDidNotBeginAsk,
  lost: t.runs.itWasInterruptedAskAgain,
  answer_filtered: t.runs.theProviderOfTheLanguage,
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

/** Why a visitor would not be told this; undefined if they would. */
export function withheldWords({ withheld, withheldWords: words }: Looked): string | undefined {
  if (!withheld) return undefined
  const kept = withheld === 'gated' ? t.runs.aVisitorWouldGet : t.runs.noOneWouldSee
  return [whyWords(withheld), words ? t.runs.itSays(words) : '', kept].filter(Boolean).join(' ')
}

/** `1.4 s`, `320 ms`, `1 min 05`: how long a model took. */
export function tookWords(milliseconds: number): string {
  if (milliseconds < 1000) return t.runs.ms(Math.round(milliseconds))
  const seconds = milliseconds / 1000
  if (seconds < 60) return t.runs.seconds(seconds.toFixed(1))
  const whole = Math.round(seconds)
  return t.runs.min(Math.floor(whole / 60), String(whole % 60).padStart(2, '0'))
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
