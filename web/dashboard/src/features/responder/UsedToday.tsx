import { classes } from '../../ui/classes'
import * as t from '../../words/words'
import { wholeNumber } from './words'

const NEARLY = 0.8

/** How much of the budget of the day is gone. */
export function UsedToday({ used, budget }: { used: number; budget: number }) {
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
