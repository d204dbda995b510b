import { Field, Input } from '../../ui/Field'

type AmountProps = {
  label: string
  unit: string
  hint?: string
  min: number
  max: number
  value: number
  error: string | undefined
  onChange: (value: number) => void
}

/** A number with its unit behind it. */
export function AmountField(props: AmountProps) {
  const { label, unit, hint, min, max, value, error, onChange } = props
  return (
    <Field label={label} {...(hint ? { hint } : {})} error={error}>
      {(control) => (
        <span className="flex items-center gap-2">
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={min}
            max={max}
            required
            className="w-40 nums"
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
          {unit}
        </span>
      )}
    </Field>
  )
}
