import { classes } from '../../ui/classes'
import { Field, Input } from '../../ui/Field'
import * as t from '../../words/words'
import { PRESETS, presetRange, type Range } from './range'

type RangeFieldsProps = { range: Range; today: string; onChange: (range: Range) => void }

/** The usual ranges at one press, any other by two dates. */
export function RangeFields({ range, today, onChange }: RangeFieldsProps) {
  const set = (change: Partial<Range>) => {
    const next = { ...range, ...change }
    if (!next.from || !next.to) return
    // A range turned around means the day just chosen.
    if (next.from > next.to)
      onChange(change.from ? { from: next.from, to: next.from } : { from: next.to, to: next.to })
    else onChange(next)
  }
  return (
    <div className="flex flex-wrap items-end gap-x-4 gap-y-3">
      <fieldset className="flex flex-wrap gap-1 max-md:w-full">
        <legend className="sr-only">{t.reports.usualRanges}</legend>
        {PRESETS.map(({ key, words }) => {
          const preset = presetRange(key, today)
          const chosen = preset.from === range.from && preset.to === range.to
          return (
            <button
              key={key}
              type="button"
              aria-pressed={chosen}
              onClick={() => onChange(preset)}
              className={classes(
                'min-h-9 rounded-md border px-3 whitespace-nowrap max-md:min-h-11 max-md:flex-auto max-md:px-2',
                chosen
                  ? 'border-accent bg-accent-soft font-medium text-accent-text'
                  : 'border-line text-soft hover:bg-hover',
              )}
            >
              {words}
            </button>
          )
        })}
      </fieldset>
      <div className="flex gap-3">
        <Day
          label={t.reports.from}
          value={range.from}
          max={today}
          onChange={(from) => set({ from })}
        />
        <Day label={t.reports.to} value={range.to} max={today} onChange={(to) => set({ to })} />
      </div>
    </div>
  )
}

type DayProps = { label: string; value: string; max: string; onChange: (day: string) => void }

function Day({ label, value, max, onChange }: DayProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          className="w-38"
          value={value}
          max={max}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
