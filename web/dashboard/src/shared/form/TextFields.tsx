import { Field, Input, TextArea } from '../../ui/Field'
import type { Control } from './control'

type TextProps = Control<string> & {
  max?: number | undefined
  placeholder?: string | undefined
  autoComplete?: string | undefined
  isRequired?: boolean | undefined
}

export function TextField(props: TextProps) {
  const { label, hint, error, max, value, onChange } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          dir="auto"
          disabled={props.disabled}
          placeholder={props.placeholder}
          autoComplete={props.autoComplete ?? 'off'}
          aria-required={props.isRequired}
          maxLength={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

export function AddressField({ label, hint, error, disabled, value, onChange }: Control<string>) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Input
          {...control}
          type="url"
          dir="ltr"
          placeholder="https://"
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value.trim())}
        />
      )}
    </Field>
  )
}

type LongTextProps = Omit<TextProps, 'autoComplete'> & { rows?: number | undefined }

export function LongTextField(props: LongTextProps) {
  const { label, hint, error, max, value, onChange, rows = 3 } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextArea
          {...control}
          dir="auto"
          disabled={props.disabled}
          placeholder={props.placeholder}
          aria-required={props.isRequired}
          rows={rows}
          maxLength={max}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}

type AmountProps = Control<number> & { unit?: string | undefined; min: number; max: number }

/** A whole number with its unit behind it; NaN while nothing stands in it. */
export function AmountField(props: AmountProps) {
  const { label, hint, error, disabled, unit, min, max, value, onChange } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <span className="flex flex-wrap items-center gap-x-2">
          <Input
            {...control}
            type="number"
            inputMode="numeric"
            min={min}
            max={max}
            step={1}
            aria-required
            disabled={disabled}
            className={max > 100_000 ? 'w-44 nums' : 'w-28 nums'}
            value={Number.isNaN(value) ? '' : value}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
          {unit}
        </span>
      )}
    </Field>
  )
}
