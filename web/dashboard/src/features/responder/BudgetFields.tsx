import { classes } from '../../ui/classes'
import * as t from '../../words/words'
import { AmountField } from './AmountField'
import type { SettingsFieldProps } from './settings-field'
import { wholeNumber } from './words'

export function BudgetFields({
  current,
  tokensToday,
  edit,
  wrong,
}: SettingsFieldProps & { tokensToday: number }) {
  return (
    <>
      <Today used={tokensToday} budget={current.tokensPerDay} />
      <AmountField
        label={t.assistant.wholeProjectEachDay}
        unit={t.assistant.tokens}
        min={1000}
        max={1_000_000_000_000}
        value={current.tokensPerDay}
        error={wrong['tokensPerDay']}
        onChange={(tokensPerDay) => edit({ tokensPerDay })}
      />
      <AmountField
        label={t.assistant.oneConversation}
        unit={t.assistant.tokens}
        min={1000}
        max={100_000_000}
        value={current.tokensPerConversation}
        error={wrong['tokensPerConversation']}
        onChange={(tokensPerConversation) => edit({ tokensPerConversation })}
      />
      <AmountField
        label={t.assistant.answersInOneConversation}
        unit={t.assistant.answers}
        min={1}
        max={10_000}
        value={current.turnsPerConversation}
        error={wrong['turnsPerConversation']}
        onChange={(turnsPerConversation) => edit({ turnsPerConversation })}
      />
    </>
  )
}

const NEARLY = 0.8

function Today({ used, budget }: { used: number; budget: number }) {
  const share = budget > 0 ? Math.min(1, used / budget) : 0
  const isSpent = used >= budget
  const left = isSpent ? t.assistant.spentTheAssistantIsSilent : percent(share)
  return (
    <div className="grid gap-1.5">
      <p className="flex flex-wrap items-baseline justify-between gap-x-4">
        <span className="font-medium">{t.assistant.usedToday}</span>
        <span className={classes('nums', isSpent ? 'text-problem' : 'text-soft')}>
          {t.assistant.ofTokens(
            wholeNumber(used),
            Number.isNaN(budget) ? '–' : wholeNumber(budget),
            left,
          )}
        </span>
      </p>
      <div aria-hidden="true" className="h-1.5 overflow-hidden rounded-full bg-hover">
        <div
          className={classes('h-full rounded-full', colourOf(share))}
          style={{ width: `${share * 100}%` }}
        />
      </div>
    </div>
  )
}

function colourOf(share: number): string {
  if (share >= 1) return 'bg-problem'
  return share >= NEARLY ? 'bg-waiting' : 'bg-accent'
}

function percent(share: number): string {
  if (share > 0 && share < 0.01) return t.assistant.lessThan1
  return `${Math.round(share * 100)} %`
}
