import { LinesField } from './LinesField'
import type { SettingsFieldProps } from './settings-field'

/** What only a person may promise: an answer that says it waits as a draft. */
export function GatedWordsField({ current, edit, wrong }: SettingsFieldProps) {
  return (
    <LinesField
      label="Promises a person must check"
      hint={
        <>
          One per line. An answer that says any of them is not sent: it becomes a draft, and the
          visitor goes to the queue. <code>*</code> stands for a few words, <code>#</code> for a sum
          or a percentage: <code>refund * #</code>.
        </>
      }
      name="gatedWords"
      lines={current.gatedWords}
      read={wordsIn}
      wrong={wrong}
      rows={6}
      onChange={(gatedWords) => edit({ gatedWords })}
    />
  )
}

export function wordsIn(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim().replaceAll(/\s+/g, ' '))
  return [...new Set(lines.filter(Boolean))]
}
