import type { ResponderSettings } from '@frontdesk/protocol'
import type { Section } from '../../shared/form/fields'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { hostsIn, wordsIn } from './lists'
import { ProvidersEditor } from './ProvidersEditor'
import type { EditedSettings } from './providers'
import { UsedToday } from './UsedToday'
import { WorkflowsLink } from './WorkflowsLink'
import { MEANWHILE, MODES, STYLES, WHENS } from './words'

/** Everything about the assistant that managers decide. */
export function assistantSections({ tokensToday }: ResponderSettings): Assistant[] {
  return [WHAT_IT_DOES, HOW_IT_ANSWERS, MODELS, PEOPLE_FIRST, budgets(tokensToday)]
}

type Assistant = Section<EditedSettings>

const isByWorkflow = ({ style }: EditedSettings) => style === 'orchestrator'

const WHAT_IT_DOES: Assistant = {
  fields: [
    { kind: 'cards', name: 'mode', label: t.assistant.whatItDoes, options: MODES },
    {
      kind: 'cards',
      name: 'when',
      label: t.assistant.whenItAnswers,
      options: WHENS,
      isShown: ({ mode }) => mode === 'auto',
    },
  ],
}

const SECRETS = t.assistant.whatItMustNeverSay

const HOW_IT_ANSWERS: Assistant = {
  title: t.assistant.howItAnswers,
  fields: [
    { kind: 'cards', name: 'style', label: t.assistant.itAnswers, options: STYLES },
    {
      kind: 'own',
      name: 'style',
      label: t.assistant.itAnswers,
      isShown: isByWorkflow,
      show: () => <WorkflowsLink />,
    },
    {
      kind: 'lines',
      name: 'allowedHosts',
      label: t.assistant.sitesAWorkflowMayCall,
      hint: t.assistant.oneHostPerLineSuch,
      read: hostsIn,
      rows: 3,
      isCode: true,
      isShown: isByWorkflow,
    },
    {
      kind: 'longText',
      name: 'prompt',
      label: t.assistant.instructions,
      hint: (values) =>
        isByWorkflow(values) ? t.assistant.forAsLong(SECRETS) : t.assistant.whoIt(SECRETS),
      placeholder: t.assistant.youHelpVisitors,
      rows: 8,
      max: 20_000,
    },
  ],
}

const MODELS: Assistant = {
  title: t.assistant.languageModels,
  lead: t.assistant.askedInThisOrder,
  fields: [
    {
      kind: 'own',
      name: 'providers',
      label: t.assistant.languageModels,
      show: ({ values, edit, wrong }) => (
        <ProvidersEditor
          providers={values.providers}
          onChange={(providers) => edit({ providers })}
          wrong={wrong}
        />
      ),
    },
  ],
}

const PEOPLE_FIRST: Assistant = {
  title: t.assistant.peopleComeFirst,
  lead: t.assistant.aVisitor,
  fields: [
    {
      kind: 'cards',
      name: 'assignedMeanwhile',
      label: t.assistant.somebodyTakesTheChatWhile,
      options: MEANWHILE,
    },
    {
      kind: 'amount',
      name: 'answerWithinSeconds',
      label: t.assistant.answerWithin,
      unit: t.assistant.seconds,
      min: 10,
      max: 3600,
    },
    {
      kind: 'lines',
      name: 'gatedWords',
      label: t.assistant.promisesAPersonMustCheck,
      hint: (
        <Rich
          text={t.assistant.gatedHint}
          parts={{
            some: <code>*</code>,
            sum: <code>#</code>,
            example: <code>refund * #</code>,
          }}
        />
      ),
      read: wordsIn,
      rows: 6,
    },
  ],
}

function budgets(tokensToday: number): Assistant {
  return {
    title: t.assistant.budgets,
    lead: t.assistant.onceOneIsSpent,
    fields: [
      {
        kind: 'own',
        name: 'tokensPerDay',
        label: t.assistant.wholeProjectEachDay,
        show: ({ values }) => <UsedToday used={tokensToday} budget={values.tokensPerDay} />,
      },
      {
        kind: 'amount',
        name: 'tokensPerDay',
        label: t.assistant.wholeProjectEachDay,
        unit: t.assistant.tokens,
        min: 1000,
        max: 1_000_000_000_000,
      },
      {
        kind: 'amount',
        name: 'tokensPerConversation',
        label: t.assistant.oneConversation,
        unit: t.assistant.tokens,
        min: 1000,
        max: 100_000_000,
      },
      {
        kind: 'amount',
        name: 'turnsPerConversation',
        label: t.assistant.answersInOneConversation,
        unit: t.assistant.answers,
        min: 1,
        max: 10_000,
      },
    ],
  }
}
