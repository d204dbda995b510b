import type { RoutingSettings } from '@frontdesk/protocol'
import { Part } from '../../shared/PageBody'
import { Field, Input } from '../../ui/Field'
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
    label: 'Chats per agent',
    unit: 'chats',
    hint: 'Waiting for their answer at the same time. Nobody can take more; a visitor who comes back may still exceed it.',
    min: 1,
    max: 1000,
  },
  {
    name: 'maxReassignments',
    label: 'Urgent after',
    unit: 'lost agents',
    hint: 'A chat that lost its agent this often becomes urgent, and managers are alerted.',
    min: 1,
    max: 100,
  },
]

const TIMES: readonly Amount[] = [
  {
    name: 'firstReplyMinutes',
    label: 'First reply within',
    unit: 'minutes',
    hint: 'Otherwise the chat goes back to the queue. 0 turns this off.',
    min: 0,
    max: 1440,
  },
  {
    name: 'autoPendingMinutes',
    label: 'Pending after',
    unit: 'minutes',
    hint: 'Without an answer from the visitor to your last reply. 0 turns this off.',
    min: 0,
    max: 43_200,
  },
  {
    name: 'stuckMinutes',
    label: 'Stuck after',
    unit: 'minutes',
    hint: 'In the queue. Stuck chats stand first on the live board.',
    min: 1,
    max: 10_080,
  },
  {
    name: 'idleMinutes',
    label: 'Idle after',
    unit: 'minutes',
    hint: 'Without any input. The chats of an idle agent go back to the queue.',
    min: 1,
    max: 1440,
  },
  {
    name: 'offlineMinutes',
    label: 'Offline after',
    unit: 'minutes',
    hint: 'Without a sign of the dashboard, such as a closed laptop.',
    min: 1,
    max: 1440,
  },
]

export function Amounts(props: RoutingFieldProps) {
  return (
    <>
      <Part title="Load">
        {LOAD.map((amount) => (
          <AmountField key={amount.name} amount={amount} {...props} />
        ))}
      </Part>
      <Part title="Times">
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
