import type { WorkflowDefinition } from '@frontdesk/protocol'
import { CARD_WIDTH, widthOf } from './exits'
import type { Place } from './shapes'

/** From one step to the next one beside it, and to the next one below it. */
export const COLUMN = 264
export const ROW = 176

type Links = ReadonlyMap<string, readonly string[]>
type Widths = ReadonlyMap<string, number>

/**
 * Put every step on the row behind the latest step leading to it, ways back not counted, and
 * beside each other in the order of those steps, so that few ways cross.
 */
export function layOut(definition: WorkflowDefinition): Map<string, Place> {
  const ids = inReadingOrder(definition)
  const forward = forwardLinks(definition, ids)
  const rows = rowsOf(ids, forward)
  const widths = new Map(definition.nodes.map((node) => [node.id, widthOf(node)]))
  const places = new Map<string, Place>()
  for (const [number, row] of rows.entries()) placeRow(row, number, { forward, widths }, places)
  return inTheMiddle(places, widths)
}

/** Steps were placed as if all were of one width; a wider one reaches out to both sides. */
function inTheMiddle(places: ReadonlyMap<string, Place>, widths: Widths): Map<string, Place> {
  return new Map(
    [...places].map(([id, { x, y }]) => [id, { x: x + (CARD_WIDTH - wide(widths, id)) / 2, y }]),
  )
}

function wide(widths: Widths, id: string): number {
  return widths.get(id) ?? CARD_WIDTH
}

function inReadingOrder(definition: WorkflowDefinition): string[] {
  const starts = definition.nodes.filter(({ type }) => type === 'start')
  const others = definition.nodes.filter(({ type }) => type !== 'start')
  return [...starts, ...others].map(({ id }) => id)
}

/** Drop ways that lead back to a step we are on the way from; what stays has no cycle. */
function forwardLinks(definition: WorkflowDefinition, ids: readonly string[]): Links {
  const all = new Map(ids.map((id) => [id, targetsOf(definition, id)]))
  const kept = new Map<string, string[]>(ids.map((id) => [id, []]))
  const state = new Map<string, 'open' | 'done'>()
  const visit = (id: string) => {
    state.set(id, 'open')
    for (const target of all.get(id) ?? []) {
      if (state.get(target) === 'open') continue
      kept.get(id)?.push(target)
      if (!state.has(target)) visit(target)
    }
    state.set(id, 'done')
  }
  for (const id of ids) if (!state.has(id)) visit(id)
  return kept
}

function targetsOf(definition: WorkflowDefinition, id: string): string[] {
  const known = new Set(definition.nodes.map((node) => node.id))
  return definition.edges
    .filter(({ source, target }) => source === id && known.has(target))
    .map(({ target }) => target)
}

function rowsOf(ids: readonly string[], forward: Links): string[][] {
  const depth = new Map(ids.map((id) => [id, 0]))
  for (const id of inTopologicalOrder(ids, forward)) {
    for (const target of forward.get(id) ?? []) {
      depth.set(target, Math.max(depth.get(target) ?? 0, (depth.get(id) ?? 0) + 1))
    }
  }
  const rows: string[][] = []
  for (const id of ids) {
    const row = depth.get(id) ?? 0
    rows[row] = [...(rows[row] ?? []), id]
  }
  return rows
}

function inTopologicalOrder(ids: readonly string[], forward: Links): string[] {
  const seen = new Set<string>()
  const order: string[] = []
  const visit = (id: string) => {
    if (seen.has(id)) return
    seen.add(id)
    for (const target of forward.get(id) ?? []) visit(target)
    order.unshift(id)
  }
  for (const id of ids) visit(id)
  return order
}

/** Below the middle of what leads here, as far apart as cards are wide. */
function placeRow(
  row: readonly string[],
  number: number,
  { forward, widths }: { forward: Links; widths: Widths },
  places: Map<string, Place>,
): void {
  const wanted = row.map((id, index) => ({ id, x: wantedX(id, forward, places) ?? index * COLUMN }))
  wanted.sort((a, b) => a.x - b.x)
  const middle = mean(wanted.map(({ x }) => x))
  let last = { x: Number.NEGATIVE_INFINITY, width: CARD_WIDTH }
  const spread = wanted.map(({ id, x }) => {
    const width = wide(widths, id)
    const apart = (last.width + width) / 2 + COLUMN - CARD_WIDTH
    last = { x: Math.max(x, last.x + apart), width }
    return { id, x: last.x }
  })
  const shift = middle - mean(spread.map(({ x }) => x))
  for (const { id, x } of spread) places.set(id, { x: Math.round(x + shift), y: number * ROW })
}

function wantedX(
  id: string,
  forward: Links,
  places: ReadonlyMap<string, Place>,
): number | undefined {
  const xs: number[] = []
  for (const [source, targets] of forward) {
    const place = places.get(source)
    const way = targets.indexOf(id)
    if (!place || way < 0) continue
    // Ways out leave side by side; so do the steps they lead to.
    xs.push(place.x + (way - (targets.length - 1) / 2) * COLUMN)
  }
  return xs.length > 0 ? mean(xs) : undefined
}

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0) / Math.max(numbers.length, 1)
}
