import type { RoutingSettings } from '@frontdesk/protocol'
import { Part } from '../../shared/PageBody'
import { Field, Input } from '../../ui/Field'
import * as t from '../../words/words'
import type { RoutingFieldProps } from './routing-field'

type AmountName = {
  [Name in keyof RoutingSettings]: RoutingSettings[Name] extends number ? Name : never
}[keyof RoutingSettings]

type Amount = {
  name: AmountName
  label: string
  unit: string
  hint: string
  min: number
  max: number
}

const LOAD: readonly Amount[] = [
  {
    name: 'agentCapacity',
    label: t.routing.chatsPerAgent,
    unit: t.routing.chats,
    hint: t.routing.waitingForTheirAnswer,
    min: 1,
    max: 1000,
  },
  {
    name: 'maxReassignments',
    label: t.routing.urgentAfter,
    unit: t.routing.lostAgents,
    hint: t.routing.aChatReassignedThisOften,
    min: 1,
    max: 100,
  },
]

const TIMES: readonly Amount[] = [
  {
    name: 'firstReplyMinutes',
    label: t.routing.firstReplyWithin,
    unit: t.routing.minutes,
    hint: t.routing.otherwiseTheChatGoesBack,
    min: 0,
    max: 1440,
  },
  {
    name: 'autoPendingMinutes',
    label: t.routing.pendingAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutAnAnswer,
    min: 0,
    max: 43_200,
  },
  {
    name: 'stuckMinutes',
    label: t.routing.stuckAfter,
    unit: t.routing.minutes,
    hint: t.routing.inTheQueueStuckChats,
    min: 1,
    max: 10_080,
  },
  {
    name: 'idleMinutes',
    label: t.routing.idleAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutAnyInputTheChats,
    min: 1,
    max: 1440,
  },
  {
    name: 'offlineMinutes',
    label: t.routing.offlineAfter,
    unit: t.routing.minutes,
    hint: t.routing.withoutASign,
    min: 1,
    max: 1440,
  },
]

export function Amounts(props: RoutingFieldProps) {
  return (
    <>
      <Part title={t.routing.load}>
        {LOAD.map((amount) => (
          <AmountField key={amount.name} amount={amount} {...props} />
        ))}
      </Part>
      <Part title={t.routing.times}>
        {TIMES.map((amount) => (
          <AmountField key={amount.name} amount={amount} {...props} />
        ))}
      </Part>
    </>
  )
}

function AmountField({ amount, current, edit, wrong }: RoutingFieldProps & { amount: Amount }) {
  const { name, label, unit, hint, min, max } = amount
  const value = current[name]
  return (
    <Field label={label} hint={hint} error={wrong[name]}>
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={min}
            max={max}
            step={1}
            required
            className="w-28"
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => edit({ [name]: event.target.valueAsNumber })}
          />
          {unit}
        </span>
      )}
    </Field>
  )
}
