import { useMemo } from 'react'
import { Field, Select } from '../../ui/Field'
import { useMinutes } from '../../words/now'
import * as t from '../../words/words'
import { timeIn, zoneGroups } from './time-zones'

type TimeZoneFieldProps = {
  value: string
  error: string | undefined
  onChange: (timeZone: string) => void
}

/** Every zone the browser knows, by continent; typing finds one, as in any select. */
export function TimeZoneField({ value, error, onChange }: TimeZoneFieldProps) {
  const now = useMinutes()
  const groups = useMemo(() => zoneGroups(value), [value])
  const clock = timeIn(value, now)
  return (
    <Field
      label={t.routing.timeZone}
      hint={clock ? t.routing.zoneHintWithTime(clock) : t.routing.zoneHint}
      error={error}
    >
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          {groups.map(({ region, zones }) => (
            <optgroup key={region} label={region}>
              {zones.map((zone) => (
                <option key={zone} value={zone}>
                  {zone.replaceAll('_', ' ')}
                </option>
              ))}
            </optgroup>
          ))}
        </Select>
      )}
    </Field>
  )
}
