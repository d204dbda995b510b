import { Field, Select } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import type { Control } from './control'
import type { Option } from './fields'

type ChoiceProps = Control<string> & { options: readonly Option[] }

export function ChoiceField(props: ChoiceProps) {
  const { label, hint, error, disabled, value, onChange, options } = props
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <Select
          {...control}
          disabled={disabled}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} lang={option.lang}>
              {option.words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}

export function SwitchField({ error, value, hint, ...rest }: Control<boolean>) {
  return (
    <div className="grid gap-1">
      <Switch {...rest} hint={hint} checked={value} />
      {error ? <p className="text-small text-problem">{error}</p> : null}
    </div>
  )
}
