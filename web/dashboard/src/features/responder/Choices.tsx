import { useId } from 'react'
import type { Choice } from './words'

type ChoicesProps<Value extends string> = {
  legend: string
  value: Value
  choices: readonly Choice<Value>[]
  error?: string | undefined
  onChange: (value: Value) => void
}

/** One of a few, each explained where it is chosen. */
export function Choices<Value extends string>(props: ChoicesProps<Value>) {
  const { legend, value, choices, error, onChange } = props
  const id = useId()
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2">
      <legend className="mb-1.5 font-medium">{legend}</legend>
      {choices.map((choice) => (
        <label
          key={choice.value}
          htmlFor={`${id}-${choice.value}`}
          className="flex items-start gap-3 rounded-md border border-line px-3 py-2.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            id={`${id}-${choice.value}`}
            type="radio"
            name={id}
            checked={choice.value === value}
            aria-labelledby={`${id}-${choice.value}-words`}
            aria-describedby={`${id}-${choice.value}-note`}
            onChange={() => onChange(choice.value)}
            className="mt-0.5 size-4 shrink-0 accent-[var(--accent)] outline-none"
          />
          <span className="grid min-w-0 gap-0.5">
            <span id={`${id}-${choice.value}-words`} className="font-medium">
              {choice.words}
            </span>
            <span id={`${id}-${choice.value}-note`} className="text-small text-pretty text-soft">
              {choice.note}
            </span>
          </span>
        </label>
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
    </fieldset>
  )
}
