import type { GeneralGroup, RoleName } from '@frontdesk/protocol'
import { mayActAs } from '../../api/session'
import { DomainsEditor } from '../../shared/DomainsEditor'
import type { Section } from '../../shared/form/fields'
import { GroupPage } from '../../shared/form/GroupPage'
import { problemOf } from '../../shared/form/problems'
import * as t from '../../words/words'

export function ProjectPage() {
  return (
    <GroupPage
      group="general"
      title={t.settings.general}
      lead={t.settings.whatVisitorsSeeWhere}
      sections={(_, role) => [nameOf(role), sitesOf(role), CONVERSATIONS]}
      read={(settings) => settings}
      write={(values) => values}
    />
  )
}

type General = Section<GeneralGroup>

function nameOf(role: RoleName): General {
  const isOwner = mayActAs(role, 'owner')
  return {
    fields: [
      {
        kind: 'text',
        name: 'name',
        label: t.settings.projectName,
        hint: isOwner ? t.settings.onlyYourTeamSees : t.settings.onlyAnOwnerCanChange,
        max: 120,
        isRequired: true,
        disabled: !isOwner,
      },
      {
        kind: 'text',
        name: 'personaName',
        label: t.settings.persona,
        hint: t.settings.theNameYourTeamAnswers,
        max: 120,
        isRequired: true,
      },
      {
        kind: 'address',
        name: 'personaAvatarUrl',
        label: t.settings.personaPicture,
        hint: t.settings.anHttpsAddress,
      },
    ],
  }
}

function sitesOf(role: RoleName): General {
  return {
    title: t.settings.whereTheWidgetMayAppear,
    lead: t.settings.pagesOfOtherSitesCannot,
    fields: [
      {
        kind: 'own',
        name: 'allowedDomains',
        label: t.shared.allowedDomains,
        disabled: !mayActAs(role, 'owner'),
        show: ({ values, edit, wrong }, disabled) => (
          <DomainsEditor
            domains={values.allowedDomains}
            onChange={(allowedDomains) => edit({ allowedDomains })}
            error={problemOf(wrong, 'allowedDomains', values.allowedDomains)}
            disabled={disabled}
          />
        ),
      },
    ],
  }
}

const USUAL_LIMIT = 10
const isForever = (values: GeneralGroup) => values.historyVisibility === 'forever'
const isLimited = (values: GeneralGroup) => values.messageRateLimit !== null

const CONVERSATIONS: General = {
  title: t.settings.conversations,
  fields: [
    {
      kind: 'choice',
      name: 'historyVisibility',
      label: t.settings.afterSolvedAMessage,
      hint: (values) =>
        isForever(values) ? t.settings.finishedStaysContinues : t.settings.finishedStaysUntil,
      options: [
        { value: 'limit_to_active', words: t.settings.aNewConversationStarts },
        { value: 'forever', words: t.settings.theSameOneContinues },
      ],
    },
    {
      kind: 'amount',
      name: 'reopenDays',
      label: t.settings.aSolvedConversationCan,
      hint: t.settings.afterThatAMessageBegins,
      unit: t.settings.days,
      min: 0,
      max: 3650,
      isShown: isForever,
    },
    {
      kind: 'switch',
      name: 'messageRateLimit',
      label: t.settings.limitHowFastOneVisitor,
      hint: t.settings.theWidgetSaysSoBefore,
      on: USUAL_LIMIT,
      off: null,
    },
    [
      {
        kind: 'amount',
        name: 'messageRateLimit',
        label: t.settings.messages,
        min: 1,
        max: 100_000,
        isShown: isLimited,
      },
      {
        kind: 'amount',
        name: 'messageRateSeconds',
        label: t.settings.withinSeconds,
        min: 1,
        max: 86_400,
        isShown: isLimited,
      },
    ],
  ],
}
