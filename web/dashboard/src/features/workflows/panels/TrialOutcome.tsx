import { LoaderCircle } from 'lucide-react'
import * as t from '../../../words/words'
import { tookWords, wholeNumber, withheldWords } from '../../responder/words'
import type { Editor } from '../editor/useEditor'
import { costOf } from '../logic/trial'
import { TraceSteps } from './TraceSteps'
import type { Trial } from './useTrial'

/** What happened so far, turn by turn, and how it ended. */
export function TrialOutcome({ trial, editor }: { trial: Trial; editor: Editor }) {
  if (trial.kind === 'none') return null
  return (
    <section
      aria-label={t.dryRun.whatHappened}
      aria-busy={trial.kind === 'running'}
      className="grid grid-cols-[minmax(0,1fr)] gap-5 border-t border-line pt-4"
    >
      {trial.turns.map((turn, index) => (
        <TraceSteps
          // biome-ignore lint/suspicious/noArrayIndexKey: turns have no identity but their place
          key={index}
          message={turn.message}
          entries={turn.entries}
          phase={turn.phase}
          withheld={withheldWords(turn)}
          definition={editor.definition}
          onStep={editor.select}
        />
      ))}
      <Ending trial={trial} />
    </section>
  )
}

function Ending({ trial }: { trial: Trial }) {
  if (trial.kind === 'running') {
    return (
      <p role="status" className="flex items-center gap-2 text-soft">
        <LoaderCircle size={14} aria-hidden="true" className="motion-safe:animate-spin" />
        {trial.turns.length === 0
          ? t.dryRun.running
          : t.dryRun.runningMessage(trial.turns.length + 1)}
      </p>
    )
  }
  if (trial.kind === 'refused') {
    return (
      <p role="alert" className="text-problem">
        {trial.words}
      </p>
    )
  }
  if (trial.kind === 'none') return null
  const { tokens, ms } = costOf(trial.turns)
  const parts = [
    trial.kind === 'stopped' ? t.dryRun.stopped : t.dryRun.done,
    t.dryRun.messageCount(trial.turns.length),
    tokens > 0 ? t.dryRun.tokens(wholeNumber(tokens)) : '',
    ms > 0 ? tookWords(ms) : '',
  ]
  return (
    <p role="status" className="text-small text-faint nums">
      {parts.filter(Boolean).join(' · ')}
    </p>
  )
}
