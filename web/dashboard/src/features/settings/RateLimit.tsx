import { Field, Input } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import * as t from '../../words/words'

type Change = { messageRateLimit?: number | null; messageRateSeconds?: number }
type RateLimitProps = {
  limit: number | null
  seconds: number
  onChange: (change: Change) => void
  wrong: Record<string, string>
}

const USUAL_LIMIT = 10

export function RateLimit({ limit, seconds, onChange, wrong }: RateLimitProps) {
  return (
    <div className="grid gap-3">
      <Switch
        label={t.settings.limitHowFastOneVisitor}
        hint={t.settings.theWidgetSaysSoBefore}
        checked={limit !== null}
        onChange={(on) => onChange({ messageRateLimit: on ? USUAL_LIMIT : null })}
      />
      {limit === null ? null : (
        <div className="flex flex-wrap gap-4">
          <Amount
            label={t.settings.messages}
            value={limit}
            max={100_000}
            error={wrong['messageRateLimit']}
            onChange={(messageRateLimit) => onChange({ messageRateLimit })}
          />
          <Amount
            label={t.settings.withinSeconds}
            value={seconds}
            max={86_400}
            error={wrong['messageRateSeconds']}
            onChange={(messageRateSeconds) => onChange({ messageRateSeconds })}
          />
        </div>
      )}
    </div>
  )
}

type AmountProps = {
  label: string
  value: number
  max: number
  error: string | undefined
  onChange: (value: number) => void
}

function Amount({ label, value, max, error, onChange }: AmountProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <Input
          {...control}
          type="number"
          min={1}
          max={max}
          required
          className="w-32"
          value={Number.isNaN(value) ? '' : value}
          onChange={(event) => onChange(event.target.valueAsNumber)}
        />
      )}
    </Field>
  )
}
