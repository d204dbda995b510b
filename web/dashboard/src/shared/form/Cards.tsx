import { useId } from 'react'
import type { Control } from './control'
import type { Option } from './fields'

type CardsProps = Control<string> & { options: readonly Option[] }

/** One of a few, each explained where it is chosen. */
export function Cards({ label, hint, error, disabled, value, onChange, options }: CardsProps) {
  const id = useId()
  return (
    <fieldset className="grid grid-cols-[minmax(0,1fr)] gap-2" disabled={disabled}>
      <legend className="mb-1.5 font-medium">{label}</legend>
      {options.map((option) => (
        <label
          key={option.value}
          htmlFor={`${id}-${option.value}`}
          className="flex items-start gap-3 rounded-md border border-line px-3 py-2.5 transition-colors hover:border-line-strong has-checked:border-accent has-checked:bg-selected has-focus-visible:outline-2 has-focus-visible:outline-accent"
        >
          <input
            id={`${id}-${option.value}`}
            type="radio"
            name={id}
            checked={option.value === value}
            aria-labelledby={`${id}-${option.value}-words`}
            aria-describedby={`${id}-${option.value}-note`}
            onChange={() => onChange(option.value)}
            className="mt-0.5 size-4 shrink-0 accent-[var(--accent)] outline-none"
          />
          <span className="grid min-w-0 gap-0.5">
            <span id={`${id}-${option.value}-words`} className="font-medium">
              {option.words}
            </span>
            <span id={`${id}-${option.value}-note`} className="text-small text-pretty text-soft">
              {option.note}
            </span>
          </span>
        </label>
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      {hint ? <p className="text-small text-faint">{hint}</p> : null}
    </fieldset>
  )
}
