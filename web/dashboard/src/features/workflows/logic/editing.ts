import type { WorkflowDefinition } from '@frontdesk/protocol'
import { exitsOf } from './exits'
import { newNode } from './making'
import { findNode, type NodeType, type Place, type WorkflowNode } from './shapes'

type Edge = WorkflowDefinition['edges'][number]

const BELOW = 170

/** Add a step; behind a chosen one it is connected to the first way out that leads nowhere. */
export function addNode(
  definition: WorkflowDefinition,
  type: NodeType,
  at: Place,
  behindId: string | null,
): { definition: WorkflowDefinition; id: string } {
  const behind = findNode(definition, behindId)
  const free = behind && type !== 'start' ? freeExit(definition, behind) : undefined
  const place = behind ? { x: behind.position.x, y: behind.position.y + BELOW } : at
  const node = newNode(definition, type, freePlace(definition, place))
  const added = { ...definition, nodes: [...definition.nodes, node] }
  const connected = behind && free ? connect(added, behind.id, free, node.id) : added
  return { definition: connected, id: node.id }
}

function freeExit(definition: WorkflowDefinition, node: WorkflowNode): string | undefined {
  const used = new Set(
    definition.edges.filter(({ source }) => source === node.id).map(({ exit }) => exit),
  )
  return exitsOf(node).find(({ id }) => !used.has(id))?.id
}

/** Never right on top of another step, where it could not be seen. */
function freePlace(definition: WorkflowDefinition, at: Place): Place {
  const taken = definition.nodes.some(
    ({ position }) => Math.abs(position.x - at.x) < 40 && Math.abs(position.y - at.y) < 40,
  )
  return taken ? freePlace(definition, { x: at.x + 250, y: at.y }) : roundedPlace(at)
}

export function removeNodes(
  definition: WorkflowDefinition,
  ids: ReadonlySet<string>,
): WorkflowDefinition {
  return {
    nodes: definition.nodes.filter(({ id }) => !ids.has(id)),
    edges: definition.edges.filter(({ source, target }) => !ids.has(source) && !ids.has(target)),
  }
}

/** Change a step; edges of ways out it no longer has go with them. */
export function changeNode(definition: WorkflowDefinition, node: WorkflowNode): WorkflowDefinition {
  const exits = new Set(exitsOf(node).map(({ id }) => id))
  return {
    nodes: definition.nodes.map((one) => (one.id === node.id ? node : one)),
    edges: definition.edges.filter(({ source, exit }) => source !== node.id || exits.has(exit)),
  }
}

/** Lead a way out to a step: a way out leads to one place, so an older edge goes. */
export function connect(
  definition: WorkflowDefinition,
  source: string,
  exit: string,
  target: string,
): WorkflowDefinition {
  const others = definition.edges.filter((edge) => !leaves(edge, source, exit))
  return { ...definition, edges: [...others, { source, exit, target }] }
}

export function disconnect(
  definition: WorkflowDefinition,
  source: string,
  exit: string,
): WorkflowDefinition {
  return { ...definition, edges: definition.edges.filter((edge) => !leaves(edge, source, exit)) }
}

function leaves(edge: Edge, source: string, exit: string): boolean {
  return edge.source === source && edge.exit === exit
}

export function canConnect(definition: WorkflowDefinition, source: string, target: string) {
  return source !== target && findNode(definition, target)?.type !== 'start'
}

export function moveNodes(
  definition: WorkflowDefinition,
  places: ReadonlyMap<string, Place>,
): WorkflowDefinition {
  const nodes = definition.nodes.map((node) => movedTo(node, places.get(node.id)))
  const isMoved = nodes.some((node, index) => node !== definition.nodes[index])
  return isMoved ? { ...definition, nodes } : definition
}

function movedTo(node: WorkflowNode, place: Place | undefined): WorkflowNode {
  if (!place) return node
  const position = roundedPlace(place)
  const stays = position.x === node.position.x && position.y === node.position.y
  return stays ? node : { ...node, position }
}

const FARTHEST = 100_000

/** Whole numbers within what the server takes. */
function roundedPlace({ x, y }: Place): Place {
  const bounded = (one: number) => Math.max(-FARTHEST, Math.min(FARTHEST, Math.round(one)))
  return { x: bounded(x), y: bounded(y) }
}

export function edgeId({ source, exit }: Pick<Edge, 'source' | 'exit'>): string {
  return `${source}:${exit}`
}
