import type { RoutingGroup, RoutingMode } from '@frontdesk/protocol'
import type { FieldOf, Option, Section } from '../../shared/form/fields'
import { GroupPage } from '../../shared/form/GroupPage'
import * as t from '../../words/words'
import { HoursEditor } from './HoursEditor'
import { problemOf } from './hours'
import { TimeZoneField } from './TimeZoneField'

export function RoutingPage() {
  return (
    <GroupPage
      group="routing"
      title={t.routing.routing}
      lead={t.routing.whoGetsWhichChatHow}
      sections={() => SECTIONS}
      read={(settings) => settings}
      write={(values) => values}
    />
  )
}

const MODES: readonly Option<RoutingMode>[] = [
  { value: 'sticky', words: t.routing.sticky, note: t.routing.agentsTakeChats },
  { value: 'queue', words: t.routing.queue, note: t.routing.agentsTakeTheNextChat },
  { value: 'push', words: t.routing.push, note: t.routing.aNewChatIsGiven },
]

type Field = FieldOf<RoutingGroup>

const LOAD: readonly Field[] = [
  {
    kind: 'amount',
    name: 'agentCapacity',
    label: t.routing.chatsPerAgent,
    unit: t.routing.chats,
    hint: t.routing.waitingForTheirAnswer,
    min: 1,
    max: 1000,
  },
  {
    kind: 'amount',
    name: 'maxReassignments',
    label: t.routing.urgentAfter,
    unit: t.routing.lostAgents,
    hint: t.routing.aChatReassignedThisOften,
    min: 1,
    max: 100,
  },
]

const TIMES: readonly Field[] = [
  {
    kind: 'amount',
    name: 'firstReplyMinutes',
    label: t.routing.firstReplyWithin,
    unit: t.routing.minutes,
    hint: t.routing.otherwiseTheChatGoesBack,
    min: 0,
    max: 1440,
  },
  {
    kind: 'amount',
    name: 'autoPendingMinutes',
    label: t.routing.pendingAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutAnAnswer,
    min: 0,
    max: 43_200,
  },
  {
    kind: 'amount',
    name: 'stuckMinutes',
    label: t.routing.stuckAfter,
    unit: t.routing.minutes,
    hint: t.routing.inTheQueueStuckChats,
    min: 1,
    max: 10_080,
  },
  {
    kind: 'amount',
    name: 'idleMinutes',
    label: t.routing.idleAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutAnyInputTheChats,
    min: 1,
    max: 1440,
  },
  {
    kind: 'amount',
    name: 'offlineMinutes',
    label: t.routing.offlineAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutASign,
    min: 1,
    max: 1440,
  },
]

const HOURS: readonly Field[] = [
  {
    kind: 'own',
    name: 'timeZone',
    label: t.routing.timeZone,
    show: ({ values, edit, wrong }) => (
      <TimeZoneField
        value={values.timeZone}
        error={wrong['timeZone']}
        onChange={(timeZone) => edit({ timeZone })}
      />
    ),
  },
  {
    kind: 'own',
    name: 'businessHours',
    label: t.routing.businessHours,
    check: ({ businessHours }) => businessHours?.map(problemOf).find(Boolean) ?? undefined,
    show: ({ values, edit, wrong }) => (
      <HoursEditor
        hours={values.businessHours}
        // What is wrong with one day stands beside it.
        error={values.businessHours?.some(problemOf) ? undefined : wrong['businessHours']}
        onChange={(businessHours) => edit({ businessHours })}
      />
    ),
  },
]

const SECTIONS: readonly Section<RoutingGroup>[] = [
  {
    title: t.routing.howChatsAreDistributed,
    fields: [{ kind: 'cards', name: 'routingMode', label: t.routing.routingMode, options: MODES }],
  },
  { title: t.routing.load, fields: LOAD },
  { title: t.routing.times, fields: TIMES },
  {
    title: t.routing.businessHours,
    lead: t.routing.outsideOfThemTheWidget,
    fields: HOURS,
  },
]
