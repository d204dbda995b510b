import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { LinesField } from './LinesField'
import type { SettingsFieldProps } from './settings-field'

/** What only a person may promise: an answer that says it waits as a draft. */
export function GatedWordsField({ current, edit, wrong }: SettingsFieldProps) {
  return (
    <LinesField
      label={t.assistant.promisesAPersonMustCheck}
      hint={
        <Rich
          text={t.assistant.gatedHint}
          parts={{
            some: <code>*</code>,
            sum: <code>#</code>,
            example: <code>refund * #</code>,
          }}
        />
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
