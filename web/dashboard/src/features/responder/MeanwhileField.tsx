import * as t from '../../words/words'
import { AmountField } from './AmountField'
import { Choices } from './Choices'
import type { SettingsFieldProps } from './settings-field'

const MEANWHILE = [
  {
    value: 'draft',
    words: t.assistant.keepItsAnswer,
    note: t.assistant.whoeverTookTheChatDecides,
  },
  {
    value: 'send',
    words: t.assistant.sendItAllTheSame,
    note: t.assistant.theChatStays,
  },
] as const

/** What becomes of an answer that came too late, and how late an answer may be. */
export function MeanwhileField({ current, edit, wrong }: SettingsFieldProps) {
  return (
    <>
      <Choices
        legend={t.assistant.somebodyTakesTheChatWhile}
        value={current.assignedMeanwhile}
        choices={MEANWHILE}
        error={wrong['assignedMeanwhile']}
        onChange={(assignedMeanwhile) => edit({ assignedMeanwhile })}
      />
      <AmountField
        label={t.assistant.answerWithin}
        unit={t.assistant.seconds}
        min={10}
        max={3600}
        value={current.answerWithinSeconds}
        error={wrong['answerWithinSeconds']}
        onChange={(answerWithinSeconds) => edit({ answerWithinSeconds })}
      />
    </>
  )
}
