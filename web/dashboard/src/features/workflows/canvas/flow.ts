import type { WorkflowDefinition, WorkflowProblem } from '@frontdesk/protocol'
import { type Edge, MarkerType, type Node } from '@xyflow/react'
import { edgeId } from '../logic/editing'
import { exitsOf } from '../logic/exits'
import { lanesOf } from '../logic/lanes'
import { byNode } from '../logic/problems'
import type { Place, WorkflowNode } from '../logic/shapes'

export type Card = Node<
  { node: WorkflowNode; problems: readonly WorkflowProblem[]; unconnected: ReadonlySet<string> },
  'card'
>
export type Sizes = ReadonlyMap<string, { width: number; height: number }>

type Looks = {
  problems: readonly WorkflowProblem[]
  selected: ReadonlySet<string>
  sizes: Sizes
  /** Where steps are while they are being dragged. */
  dragged: ReadonlyMap<string, Place>
}

/** The definition as the canvas library wants it. */
export function cardsOf(definition: WorkflowDefinition, looks: Looks): Card[] {
  const problems = byNode(looks.problems)
  const used = new Set(definition.edges.map(edgeId))
  return definition.nodes.map((node) => {
    const measured = looks.sizes.get(node.id)
    const free = exitsOf(node).filter(({ id }) => !used.has(edgeId({ source: node.id, exit: id })))
    return {
      id: node.id,
      type: 'card',
      position: looks.dragged.get(node.id) ?? node.position,
      selected: looks.selected.has(node.id),
      ariaLabel: `${node.name}`,
      data: {
        node,
        problems: problems.get(node.id) ?? [],
        unconnected: new Set(free.map(({ id }) => id)),
      },
      ...(measured ? { measured } : {}),
    }
  })
}

export function linesOf(definition: WorkflowDefinition, selected: ReadonlySet<string>): Edge[] {
  const known = new Set(definition.nodes.map(({ id }) => id))
  const lanes = lanesOf(definition)
  return definition.edges
    .filter(({ source, target }) => known.has(source) && known.has(target))
    .map((edge) => ({
      id: edgeId(edge),
      source: edge.source,
      sourceHandle: edge.exit,
      target: edge.target,
      ...wayOf(lanes.get(edge)),
      selected: selected.has(edgeId(edge)),
      markerEnd: {
        type: MarkerType.ArrowClosed,
        width: 16,
        height: 16,
        color: 'var(--line-strong)',
      },
    }))
}

function wayOf(lane: number | undefined) {
  return lane === undefined ? { type: 'smoothstep' } : { type: 'back', data: { lane } }
}
