import { type ReactNode, useState } from 'react'
import { Field, TextArea } from '../../ui/Field'

type LinesProps = {
  label: string
  hint: ReactNode
  /** The field of the settings; the server names an entry by its place: `allowedHosts.2`. */
  name: string
  lines: readonly string[]
  read: (text: string) => string[]
  wrong: Record<string, string>
  rows: number
  isCode?: boolean
  onChange: (lines: string[]) => void
}

/** A list, one entry per line. */
export function LinesField(props: LinesProps) {
  const { label, hint, name, lines, read, wrong, rows, isCode = false, onChange } = props
  const [typed, setTyped] = useState('')
  // What is typed stands as it is until the list says something else.
  const shown = read(typed).join('\n') === lines.join('\n') ? typed : lines.join('\n')
  return (
    <Field label={label} hint={hint} error={problemIn(wrong, name, lines)}>
      {(control) => (
        <TextArea
          {...control}
          {...(isCode ? { spellCheck: false, autoCapitalize: 'off', className: 'font-mono' } : {})}
          dir={isCode ? 'ltr' : 'auto'}
          rows={rows}
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

function problemIn(
  wrong: Record<string, string>,
  name: string,
  lines: readonly string[],
): string | undefined {
  for (const [field, words] of Object.entries(wrong)) {
    if (field === name) return words
    if (!field.startsWith(`${name}.`)) continue
    const line = lines[Number(field.slice(name.length + 1))]
    return line ? `${line}: ${words}` : words
  }
  return undefined
}
