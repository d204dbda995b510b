import { Handle, type NodeProps, Position } from '@xyflow/react'
import { AlertCircle, AlertTriangle } from 'lucide-react'
import { memo } from 'react'
import { classes } from '../../../ui/classes'
import * as t from '../../../words/words'
import { NODE_ICONS, NODE_TINTS } from '../editor/icons'
import { exitsOf, widthOf } from '../logic/exits'
import { worst } from '../logic/problems'
import { summaryOf } from '../logic/summary'
import type { Card } from './flow'

/** One step on the canvas: what it is, what it says, and its ways out side by side below. */
export const StepCard = memo(function StepCard({ data, selected }: NodeProps<Card>) {
  const { node, problems } = data
  const Icon = NODE_ICONS[node.type]
  const trouble = worst(problems)
  return (
    <div
      style={{ inlineSize: widthOf(node) }}
      className={classes(
        'rounded-md border bg-raised text-start transition-colors',
        selected
          ? 'border-accent outline-2 outline-accent'
          : 'border-line hover:border-line-strong',
        !selected && trouble === 'error' && 'border-problem',
      )}
    >
      {node.type === 'start' ? null : <Handle type="target" position={Position.Top} />}
      <div className="flex items-center gap-2 px-2.5 pt-2">
        <span
          className={classes(
            'grid size-6 shrink-0 place-items-center rounded-sm',
            NODE_TINTS[node.type],
          )}
        >
          <Icon size={14} aria-hidden="true" />
        </span>
        <span
          className="min-w-0 flex-1 truncate font-semibold"
          dir="auto"
          title={node.name || undefined}
        >
          {node.name || t.workflows.noName}
        </span>
        <ErrorState trouble={trouble} words={problems[0]?.message} />
      </div>
      <div className="px-2.5 pt-1 pb-2">
        <p className="line-clamp-2 text-small text-soft [overflow-wrap:anywhere]" dir="auto">
          {summaryOf(node)}
        </p>
      </div>
      <WaysOut data={data} />
    </div>
  )
})

function ErrorState({
  trouble,
  words,
}: {
  trouble: 'error' | 'warning' | null
  words: string | undefined
}) {
  if (trouble === null) return null
  const Icon = trouble === 'error' ? AlertCircle : AlertTriangle
  return (
    <span title={words} className={trouble === 'error' ? 'text-problem' : 'text-waiting'}>
      <Icon
        size={15}
        aria-label={`${trouble === 'error' ? t.workflows.error : t.workflows.warning}: ${words}`}
      />
    </span>
  )
}

function WaysOut({ data }: { data: Card['data'] }) {
  const exits = exitsOf(data.node)
  if (exits.length === 0) return null
  const isPlain = exits.length === 1 && exits[0]?.id === 'next'
  return (
    <div className={classes('flex', !isPlain && 'border-t border-line')}>
      {exits.map(({ id, words, optional }) => (
        <span
          key={id}
          className="relative min-w-0 flex-1 border-s border-line text-center text-caption first:border-s-0"
        >
          {isPlain ? null : (
            <span
              dir="auto"
              title={words}
              className={classes(
                'block truncate px-1 py-1',
                data.unconnected.has(id) && !optional ? 'text-problem' : 'text-soft',
              )}
            >
              {words}
            </span>
          )}
          <Handle type="source" id={id} position={Position.Bottom} />
        </span>
      ))}
    </div>
  )
}
