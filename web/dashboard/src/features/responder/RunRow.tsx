import type { ResponderRun, RunState, TurnTrace } from '@frontdesk/protocol'
import {
  CircleCheck,
  CircleSlash,
  LoaderCircle,
  PencilLine,
  TriangleAlert,
  UserRound,
} from 'lucide-react'
import { classes } from '../../ui/classes'
import { useMinutes } from '../../words/now'
import { fullMoment, longAgo } from '../../words/time'
import * as t from '../../words/words'
import { TraceSteps } from './TraceSteps'
import { STATE_WORDS, tookWords, wholeNumber, whyWords } from './words'

const LOOKS: Record<RunState, { colour: string; Icon: typeof CircleCheck }> = {
  thinking: { colour: 'text-active', Icon: LoaderCircle },
  answered: { colour: 'text-done', Icon: CircleCheck },
  drafted: { colour: 'text-active', Icon: PencilLine },
  void: { colour: 'text-faint', Icon: CircleSlash },
  failed: { colour: 'text-problem', Icon: TriangleAlert },
  handed_over: { colour: 'text-waiting', Icon: UserRound },
}

type RunRowProps = { run: ResponderRun; trace: TurnTrace | undefined }

export function RunRow({ run, trace }: RunRowProps) {
  const now = useMinutes()
  const { colour, Icon } = LOOKS[run.state]
  return (
    <article className="grid gap-1 px-4 py-3">
      <header className="flex items-center gap-1.5">
        <Icon size={14} aria-hidden="true" className={classes('shrink-0', colour)} />
        <h3 className={classes('font-medium', colour)}>{STATE_WORDS[run.state]}</h3>
        <time
          dateTime={run.startedAt}
          title={fullMoment(run.startedAt)}
          className="ms-auto text-small text-faint"
        >
          {longAgo(run.startedAt, now)}
        </time>
      </header>
      {run.reason ? <p className="break-words text-soft">{whyWords(run.reason)}</p> : null}
      <p className="text-small break-words text-faint nums">{factsOf(run).join(' · ')}</p>
      {trace && trace.entries.length > 0 ? <TraceSteps trace={trace} /> : null}
    </article>
  )
}

/** `About message 12 · attempt 2 · Groq · 1.4 s · 812 tokens read, 96 written` */
export function factsOf(run: ResponderRun): string[] {
  const { triggerSeq, attempt, mode, provider, modelMs, tokensIn, tokensOut } = run
  return [
    t.runs.aboutMessage(triggerSeq),
    attempt > 1 ? t.runs.attempt(attempt) : '',
    mode === 'draft' ? t.runs.asADraft : '',
    provider ?? '',
    modelMs > 0 ? tookWords(modelMs) : '',
    tokensIn + tokensOut > 0
      ? t.runs.tokensReadWritten(wholeNumber(tokensIn), wholeNumber(tokensOut))
      : '',
  ].filter(Boolean)
}
