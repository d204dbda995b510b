import type { TraceEntry, TurnTrace } from '@frontdesk/protocol'
import { TriangleAlert } from 'lucide-react'
import { MessageText } from '../../shared/MessageText'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { tookWords, wholeNumber } from './words'

/** What the workflow did in this turn, node by node. */
export function TraceSteps({ trace }: { trace: TurnTrace }) {
  return (
    <details className="mt-1">
      <summary className="min-h-8 content-center text-small font-medium text-soft max-md:min-h-11">
        {t.runs.steps(trace.entries.length)}
        {trace.workflowName ? (
          <>
            {' '}
            <Rich
              text={
                trace.versionNumber === null
                  ? t.runs.inWorkflow
                  : t.runs.inWorkflowVersion(trace.versionNumber)
              }
              parts={{ workflow: <bdi>{trace.workflowName}</bdi> }}
            />
          </>
        ) : null}
      </summary>
      <ol className="grid gap-2 border-s border-line ps-3 pt-1">
        {trace.entries.map((entry) => (
          <li key={entry.stepNo} className="grid min-w-0 gap-0.5 text-small">
            <Step entry={entry} />
          </li>
        ))}
      </ol>
    </details>
  )
}

function Step({ entry }: { entry: TraceEntry }) {
  const { nodeName, nodeType, decision, exit, did, said, failure } = entry
  const facts = factsOf(entry)
  return (
    <>
      <p className="break-words">
        <span className="font-medium">
          <bdi>{nodeName || nodeType}</bdi>
        </span>
        {exit && exit !== 'next' ? <span className="text-faint"> → {exit}</span> : null}
      </p>
      {decision && decision !== failure ? (
        <p className="break-words text-soft">{decision}</p>
      ) : null}
      {failure ? (
        <p className="flex gap-1 break-words text-problem">
          <TriangleAlert size={13} aria-label={t.runs.failedLabel} className="mt-0.5 shrink-0" />
          {failure}
        </p>
      ) : null}
      {did.map((effect, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same may be done twice.
        <p key={place} className="break-words text-soft">
          {effect}
        </p>
      ))}
      {said ? (
        <div className="rounded-sm bg-ai px-2 py-1 text-on-ai">
          <MessageText content={said} />
        </div>
      ) : null}
      {facts.length > 0 ? <p className="text-faint nums">{facts.join(' · ')}</p> : null}
    </>
  )
}

function factsOf({ tool, tokens, ms }: TraceEntry): string[] {
  return [
    tool ? t.runs.tool(tool) : '',
    tokens > 0 ? t.runs.tokens(wholeNumber(tokens)) : '',
    ms > 0 ? tookWords(ms) : '',
  ].filter(Boolean)
}
