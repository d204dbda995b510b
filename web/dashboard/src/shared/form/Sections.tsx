import { Part } from '../PageBody'
import { Cards } from './Cards'
import { ChoiceField, SwitchField } from './ChoiceFields'
import { ColourField } from './ColourField'
import type { Control } from './control'
import { EntriesField } from './EntriesField'
import { type FieldOf, isShown, type Section } from './fields'
import { LinesField } from './LinesField'
import { listOf, problemOf } from './problems'
import { AddressField, AmountField, LongTextField, TextField } from './TextFields'
import type { Form } from './useForm'

type SectionsProps<Values> = { sections: readonly Section<Values>[]; form: Form<Values> }

/** A form as it is declared: headings, and under them one component for each kind of field. */
export function Sections<Values extends object>({ sections, form }: SectionsProps<Values>) {
  return sections.map(({ title, lead, fields }, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: sections are declared, and keep their places.
    <Part key={place} {...(title ? { title } : {})} lead={lead}>
      {fields.map((entry) => {
        const row = [entry].flat().filter((field) => isShown(field, form.values))
        const shown = row.map((field) => (
          <OneField key={`${field.kind} ${field.name}`} field={field} form={form} />
        ))
        const key = [entry]
          .flat()
          .map(({ name, kind }) => `${kind} ${name}`)
          .join()
        if (!Array.isArray(entry) || shown.length === 0) return shown
        return (
          <div key={key} className="grid gap-4 md:grid-flow-col md:auto-cols-fr">
            {shown}
          </div>
        )
      })}
    </Part>
  ))
}

type OneFieldProps<Values> = { field: FieldOf<Values>; form: Form<Values> }

function OneField<Values extends object>({ field, form }: OneFieldProps<Values>) {
  const value: unknown = form.values[field.name]
  // The declaration has tied this name to values of its kind.
  const change = (to: unknown) => form.edit({ [field.name]: to } as Partial<Values>)
  const common = {
    label: field.label,
    hint: typeof field.hint === 'function' ? field.hint(form.values) : field.hint,
    disabled: field.disabled,
    error: problemOf(form.wrong, field.name, value),
    onChange: change,
  }
  const texts: Control<string> = { ...common, value: String(value ?? '') }
  const lists: Control<readonly string[]> = { ...common, value: listOf(value) }
  switch (field.kind) {
    case 'text':
      return <TextField {...field} {...texts} />
    case 'longText':
      return <LongTextField {...field} {...texts} />
    case 'address':
      return <AddressField {...texts} onChange={(to) => change(to || null)} />
    case 'amount':
      return <AmountField {...field} {...common} value={Number(value)} />
    case 'choice':
      return <ChoiceField {...texts} options={field.options} />
    case 'cards':
      return <Cards {...texts} options={field.options} />
    case 'colour':
      return <ColourField {...texts} />
    case 'lines':
      return <LinesField {...field} {...lists} />
    case 'entries':
      return <EntriesField {...field} {...lists} />
    case 'switch':
      return <OnOff {...common} field={field} value={value} />
    case 'own':
      return field.show(form, field.disabled ?? false)
  }
}

type OnOffProps = Control<unknown> & { field: { on?: unknown; off?: unknown } }

function OnOff({ field: { on = true, off = false }, value, onChange, ...rest }: OnOffProps) {
  return (
    <SwitchField {...rest} value={value !== off} onChange={(isOn) => onChange(isOn ? on : off)} />
  )
}
