import type { WorkflowDefinition } from '@frontdesk/protocol'
import { widthOf } from './exits'
import type { Place, WorkflowNode } from './shapes'

const BESIDE = 36
const APART = 14
const STUB = 22
const CORNER = 8

type Edge = WorkflowDefinition['edges'][number]

/**
 * Where the ways back run, by their place in the list: beside every card between the two steps,
 * so that a loop is seen and not hidden behind what it leads around.
 */
export function lanesOf({ nodes, edges }: WorkflowDefinition): Map<Edge, number> {
  const steps = new Map(nodes.map((node) => [node.id, node]))
  const lanes = new Map<Edge, number>()
  for (const edge of edges) {
    const from = steps.get(edge.source)
    const to = steps.get(edge.target)
    if (!from || !to || to.position.y > from.position.y) continue
    const between = nodes.filter(
      ({ position: { y } }) => y >= to.position.y && y <= from.position.y,
    )
    lanes.set(edge, beside(from, between, lanes.size))
  }
  return lanes
}

/** On the nearer side; each further way a little further out. */
function beside(from: WorkflowNode, between: readonly WorkflowNode[], before: number): number {
  const left = Math.min(...between.map(({ position }) => position.x)) - BESIDE
  const right = Math.max(...between.map((node) => node.position.x + widthOf(node))) + BESIDE
  const middle = from.position.x + widthOf(from) / 2
  return middle - left < right - middle ? left - before * APART : right + before * APART
}

/** Down, over to the lane, up, over to the step, and down into it. */
export function backEdgePath(from: Place, to: Place, lane: number): string {
  return rounded([
    from,
    { x: from.x, y: from.y + STUB },
    { x: lane, y: from.y + STUB },
    { x: lane, y: to.y - STUB },
    { x: to.x, y: to.y - STUB },
    to,
  ])
}

function rounded(points: readonly Place[]): string {
  const corners = points.slice(1, -1).map((corner, index) => {
    const before = towards(corner, points[index] ?? corner)
    const after = towards(corner, points[index + 2] ?? corner)
    return `L ${before.x} ${before.y} Q ${corner.x} ${corner.y} ${after.x} ${after.y}`
  })
  const [first, last] = [points[0], points.at(-1)]
  return `M ${first?.x} ${first?.y} ${corners.join(' ')} L ${last?.x} ${last?.y}`
}

/** A little way from a corner towards another point. */
function towards(corner: Place, other: Place): Place {
  const distance = Math.hypot(other.x - corner.x, other.y - corner.y)
  if (distance === 0) return corner
  const part = Math.min(CORNER, distance / 2) / distance
  return {
    x: corner.x + (other.x - corner.x) * part,
    y: corner.y + (other.y - corner.y) * part,
  }
}
