import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../../ui/Button'
import { Input } from '../../../ui/Field'

type NamedValue = { name: string; value: string }

export interface NamedValueWords {
  all: string
  name: string
  value: string
  add: string
  remove: (name: string) => string
}

type NamedValuesProps = {
  words: NamedValueWords
  values: readonly NamedValue[]
  /** How long a value may be, in characters. */
  most: number
  error?: string | undefined
  onChange: (values: NamedValue[]) => void
}

/** Rows of a name and a value each: headers of a request, fields of a form. */
export function NamedValues({ words, values, most, error, onChange }: NamedValuesProps) {
  const replace = (index: number, change: Partial<NamedValue>) =>
    onChange(values.map((one, place) => (place === index ? { ...one, ...change } : one)))
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium">{words.all}</legend>
      {values.map(({ name, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they have no identity but their place
        <div key={index} className="flex items-center gap-1">
          <Input
            aria-label={words.name}
            maxLength={100}
            value={name}
            onChange={(event) => replace(index, { name: event.target.value })}
          />
          <Input
            aria-label={words.value}
            dir="auto"
            maxLength={most}
            value={value}
            onChange={(event) => replace(index, { value: event.target.value })}
          />
          <IconButton
            label={words.remove(name)}
            onClick={() => onChange(values.filter((_, place) => place !== index))}
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      <div>
        <Button onClick={() => onChange([...values, { name: '', value: '' }])}>
          <Plus size={14} aria-hidden="true" /> {words.add}
        </Button>
      </div>
    </fieldset>
  )
}
