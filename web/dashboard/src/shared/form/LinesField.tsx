import { useState } from 'react'
import { Field, TextArea } from '../../ui/Field'
import type { Control } from './control'

type LinesProps = Control<readonly string[]> & {
  read: (text: string) => string[]
  rows: number
  isCode?: boolean | undefined
}

/** A list, one entry per line. */
export function LinesField(props: LinesProps) {
  const { label, hint, error, disabled, value, read, rows, isCode = false, onChange } = props
  const [typed, setTyped] = useState('')
  // What is typed stands as it is until the list says something else.
  const shown = read(typed).join('\n') === value.join('\n') ? typed : value.join('\n')
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextArea
          {...control}
          {...(isCode ? { spellCheck: false, autoCapitalize: 'off', className: 'font-mono' } : {})}
          dir={isCode ? 'ltr' : 'auto'}
          rows={rows}
          disabled={disabled}
          value={shown}
          onChange={(event) => {
            setTyped(event.target.value)
            onChange(read(event.target.value))
          }}
        />
      )}
    </Field>
  )
}
