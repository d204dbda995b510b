import type { DryRunTurn, TraceEntry, WorkflowDefinition } from '@frontdesk/protocol'
import { CornerDownRight, TriangleAlert } from 'lucide-react'
import * as t from '../../../words/words'
import { Withheld } from '../../responder/Withheld'
import { tookWords, wholeNumber } from '../../responder/words'
import { NODE_ICONS } from '../editor/icons'
import { exitsOf } from '../logic/exits'
import { findNode, type NodeType } from '../logic/shapes'
import { PHASE_WORDS } from '../logic/words'

type TraceProps = {
  message: string
  entries: readonly TraceEntry[]
  phase: DryRunTurn['phase']
  /** Why a person would have to look at the answer first. */
  withheld?: string | undefined
  definition: WorkflowDefinition
  onStep: (nodeId: string) => void
}

/** What one message led to, step by step. */
export function TraceSteps({ message, entries, phase, withheld, definition, onStep }: TraceProps) {
  return (
    <div className="grid gap-2">
      <p
        dir="auto"
        className="max-w-full justify-self-end rounded-bubble bg-theirs px-3 py-1.5 text-on-theirs [overflow-wrap:anywhere]"
      >
        {message}
      </p>
      <ol className="grid gap-1">
        {entries.map((entry) => (
          <li key={entry.stepNo}>
            <Step entry={entry} way={wayOut(definition, entry)} onStep={onStep} />
          </li>
        ))}
      </ol>
      {withheld ? <Withheld>{withheld}</Withheld> : null}
      <p className="flex items-center gap-1.5 text-small text-faint">
        <CornerDownRight size={13} aria-hidden="true" className="rtl:-scale-x-100" />
        {PHASE_WORDS[phase]}
      </p>
    </div>
  )
}

/** The way out by the name it has on the canvas; the plain one goes without saying. */
function wayOut(definition: WorkflowDefinition, { nodeId, exit }: TraceEntry): string | null {
  if (exit === null || exit === 'next') return null
  const node = findNode(definition, nodeId)
  return (node && exitsOf(node).find(({ id }) => id === exit)?.words) ?? exit
}

type StepProps = { entry: TraceEntry; way: string | null; onStep: (nodeId: string) => void }

function Step({ entry, way, onStep }: StepProps) {
  const Icon = NODE_ICONS[entry.nodeType as NodeType] ?? NODE_ICONS.end
  return (
    <button
      type="button"
      onClick={() => onStep(entry.nodeId)}
      className="grid w-full grid-cols-[auto_minmax(0,1fr)] gap-x-2 rounded-md px-2 py-1.5 text-start hover:bg-hover"
    >
      <Icon size={14} aria-hidden="true" className="mt-0.5 text-soft" />
      <span className="min-w-0">
        <span className="flex items-baseline justify-between gap-2">
          <span className="truncate font-medium" dir="auto">
            {entry.nodeName}
          </span>
          {way ? (
            <span className="max-w-32 shrink-0 truncate text-small text-soft" dir="auto">
              {way}
            </span>
          ) : null}
        </span>
        {entry.decision && entry.decision !== entry.failure ? (
          <span className="block text-small text-soft">{entry.decision}</span>
        ) : null}
        {entry.failure ? (
          <span className="flex gap-1 text-small text-problem">
            <TriangleAlert size={13} aria-label={t.dryRun.failed} className="mt-0.5 shrink-0" />
            {entry.failure}
          </span>
        ) : null}
        {entry.said ? (
          <span
            dir="auto"
            className="mt-1 block rounded-bubble bg-ai px-3 py-1.5 whitespace-pre-wrap text-on-ai [overflow-wrap:anywhere]"
          >
            {entry.said}
          </span>
        ) : null}
        {entry.did.map((words, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the same may be done twice
          <span key={index} className="block text-small text-soft [overflow-wrap:anywhere]">
            {words}
          </span>
        ))}
        <Cost entry={entry} />
      </span>
    </button>
  )
}

function Cost({ entry }: { entry: TraceEntry }) {
  const parts = [
    entry.tool,
    entry.tokens > 0 ? t.dryRun.tokens(wholeNumber(entry.tokens)) : null,
    entry.ms > 0 ? tookWords(entry.ms) : null,
  ].filter(Boolean)
  if (parts.length === 0) return null
  return <span className="block text-caption text-faint nums">{parts.join(' · ')}</span>
}
