import type { WorkflowDefinition } from '@frontdesk/protocol'
import type { Place } from './shapes'

const CARD_WIDTH = 224
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
  const places = new Map(nodes.map(({ id, position }) => [id, position]))
  const lanes = new Map<Edge, number>()
  for (const edge of edges) {
    const from = places.get(edge.source)
    const to = places.get(edge.target)
    if (!from || !to || to.y > from.y) continue
    const between = [...places.values()].filter(({ y }) => y >= to.y && y <= from.y)
    lanes.set(edge, beside(from, between, lanes.size))
  }
  return lanes
}

/** On the nearer side; each further way a little further out. */
function beside(from: Place, between: readonly Place[], before: number): number {
  const left = Math.min(...between.map(({ x }) => x)) - BESIDE
  const right = Math.max(...between.map(({ x }) => x)) + CARD_WIDTH + BESIDE
  const middle = from.x + CARD_WIDTH / 2
  return middle - left < right - middle ? left - before * APART : right + before * APART
}

/** Down, over to the lane, up, over to the step, and down into it. */
export function wayBack(from: Place, to: Place, lane: number): string {
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
