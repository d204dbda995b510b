import { AmountField } from './AmountField'
import { Choices } from './Choices'
import type { SettingsFieldProps } from './settings-field'

const MEANWHILE = [
  {
    value: 'draft',
    words: 'Keep its answer as a draft',
    note: 'Whoever took the chat decides what is said.',
  },
  {
    value: 'send',
    words: 'Send it all the same',
    note: 'The chat stays with who took it. A reply by a person, closing the chat or turning the AI off still stop it.',
  },
] as const

/** What becomes of an answer that came too late, and how late an answer may be. */
export function MeanwhileField({ current, edit, wrong }: SettingsFieldProps) {
  return (
    <>
      <Choices
        legend="Somebody takes the chat while it is thinking"
        value={current.assignedMeanwhile}
        choices={MEANWHILE}
        error={wrong['assignedMeanwhile']}
        onChange={(assignedMeanwhile) => edit({ assignedMeanwhile })}
      />
      <AmountField
        label="An answer must be there within"
        unit="seconds"
        min={10}
        max={3600}
        value={current.answerWithinSeconds}
        error={wrong['answerWithinSeconds']}
        onChange={(answerWithinSeconds) => edit({ answerWithinSeconds })}
      />
    </>
  )
}
