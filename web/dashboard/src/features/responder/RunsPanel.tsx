import type { Conversation, ResponderRun } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Sparkles } from 'lucide-react'
import { errorMessage } from '../../api/http'
import { EmptyState, ErrorState } from '../../ui/Empty'
import { Delayed, SkeletonBlock } from '../../ui/Skeleton'
import * as t from '../../words/words'
import { useDrafts, useWriting } from './hooks'
import { runsQuery, tracesQuery } from './queries'
import { RunRow } from './RunRow'
import { shortNumber, tokensOf } from './words'

/** Each time the assistant thought about this conversation, and what came of it. */
export function RunsPanel({ conversation }: { conversation: Conversation }) {
  const moment = useMoment(conversation)
  const runs = useQuery(runsQuery(conversation, moment))
  const traces = useQuery(tracesQuery(conversation, moment))
  if (runs.data === undefined) {
    return runs.isError ? (
      <ErrorState
        title={t.runs.thisCouldNotBeLoaded}
        words={errorMessage(runs.error)}
        onRetry={() => void runs.refetch()}
      />
    ) : (
      <RunBones />
    )
  }
  if (runs.data.length === 0) return <NoRuns />
  return (
    <div className="divide-y divide-line">
      <Sum runs={runs.data} />
      <ol className="divide-y divide-line">
        {runs.data.map((run) => (
          <li key={run.id}>
            <RunRow run={run} trace={traces.data?.find(({ turn }) => turn === run.id)} />
          </li>
        ))}
      </ol>
      {traces.isError ? (
        <p role="alert" className="p-4 text-small text-waiting">
          {t.runs.theStepsOfItsWorkflow(errorMessage(traces.error))}
        </p>
      ) : null}
    </div>
  )
}

/** Changes whenever a run may have begun or ended. */
function useMoment({ id, revision }: Conversation): string {
  const isWriting = useWriting(id) !== null
  const { drafts } = useDrafts(id)
  return [revision, isWriting, drafts[0]?.id ?? 0, drafts.length].join('/')
}

function Sum({ runs }: { runs: readonly ResponderRun[] }) {
  const answered = runs.filter(({ state }) => state === 'answered').length
  const tokens = runs.reduce((sum, run) => sum + tokensOf(run), 0)
  return (
    <p className="px-4 py-3 text-soft nums">
      {t.runs.sum(runs.length, answered, shortNumber(tokens))}
    </p>
  )
}

function NoRuns() {
  return (
    <EmptyState icon={<Sparkles size={22} />} title={t.runs.noAiActivityYet}>
      {t.runs.eachRunIsListedHere}
    </EmptyState>
  )
}

function RunBones() {
  return (
    <Delayed>
      <div aria-hidden="true" className="grid gap-3 p-4">
        <SkeletonBlock className="h-3 w-40" />
        <SkeletonBlock className="h-12 w-full" />
        <SkeletonBlock className="h-12 w-full" />
      </div>
    </Delayed>
  )
}
