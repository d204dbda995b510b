import { Plus, X } from 'lucide-react'
import { useId, useRef } from 'react'
import { Button, IconButton } from '../../ui/Button'
import { Input } from '../../ui/Field'
import type { Control } from './control'
import type { Entries } from './fields'

type EntriesProps = Control<readonly string[]> & Entries

/** A short list, one input per entry; Enter goes on to the next. */
export function EntriesField(props: EntriesProps) {
  const { label, hint, error, disabled, value, onChange, most, max, entry, remove, add } = props
  const id = useId()
  const list = useRef<HTMLFieldSetElement>(null)
  const addAfter = (place: number) => {
    if (value.length >= most) return
    onChange(value.toSpliced(place + 1, 0, ''))
    focusEntry(list.current, place + 1)
  }
  return (
    <fieldset ref={list} className="grid gap-2" disabled={disabled}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      {value.map((text, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an entry is its place in the list; its words change as one types.
        <div key={place} className="flex gap-1">
          <Input
            dir="auto"
            aria-label={entry(place + 1)}
            aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
            aria-invalid={error ? true : undefined}
            maxLength={max}
            value={text}
            onChange={(event) => onChange(value.with(place, event.target.value))}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
              event.preventDefault()
              addAfter(place)
            }}
          />
          <IconButton label={remove(place + 1)} onClick={() => onChange(value.toSpliced(place, 1))}>
            <X size={15} />
          </IconButton>
        </div>
      ))}
      {value.length < most ? (
        <div>
          <Button onClick={() => addAfter(value.length - 1)}>
            <Plus size={14} aria-hidden="true" /> {add}
          </Button>
        </div>
      ) : null}
      {error ? (
        <p id={`${id}-error`} className="text-small text-problem">
          {error}
        </p>
      ) : null}
      <p id={`${id}-hint`} className="text-small text-faint">
        {hint}
      </p>
    </fieldset>
  )
}

function focusEntry(list: HTMLFieldSetElement | null, place: number): void {
  requestAnimationFrame(() => list?.querySelectorAll('input')[place]?.focus())
}
