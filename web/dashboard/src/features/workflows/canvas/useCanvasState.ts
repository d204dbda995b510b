import type { Edge, EdgeChange, NodeChange } from '@xyflow/react'
import { useState } from 'react'
import type { Editor } from '../editor/useEditor'
import { disconnect, moveNodes, removeNodes } from '../logic/editing'
import type { Place } from '../logic/shapes'
import type { Card, Sizes } from './flow'

type Drags = ReadonlyMap<string, Place>
type Selection = ReadonlySet<string>

const NONE: Selection = new Set()
const NO_DRAGS: Drags = new Map()

/** What only the canvas knows: sizes, what is under the pointer, what is chosen. */
export function useCanvasState(editor: Editor) {
  const [sizes, setSizes] = useState<Sizes>(new Map())
  const [dragged, setDragged] = useState<Drags>(NO_DRAGS)
  const [selectedEdges, setSelectedEdges] = useState<Selection>(NONE)
  const selected = editor.selection

  const onNodesChange = (changes: NodeChange<Card>[]) => {
    const grown = sizesIn(changes)
    if (grown.length > 0) setSizes((before) => new Map([...before, ...grown]))
    const moved = placesIn(changes)
    if (moved.dragging.length > 0) setDragged((before) => new Map([...before, ...moved.dragging]))
    if (moved.done.length > 0) {
      // A held arrow key moves in many small steps; a drag ends once.
      const label = dragged.size > 0 ? null : `move ${moved.done.map(([id]) => id).join()}`
      editor.change(moveNodes(editor.definition, new Map(moved.done)), label)
      setDragged(NO_DRAGS)
    }
    editor.setSelection((before) => withChanges(before, changes))
  }
  const onEdgesChange = (changes: EdgeChange<Edge>[]) =>
    setSelectedEdges((before) => withChanges(before, changes))
  const onDelete = ({ nodes, edges }: { nodes: Card[]; edges: Edge[] }) => {
    const kept = edges.reduce(
      (definition, { source, sourceHandle }) => disconnect(definition, source, sourceHandle ?? ''),
      editor.definition,
    )
    editor.change(removeNodes(kept, new Set(nodes.map(({ id }) => id))))
    setSelectedEdges(NONE)
    editor.select(null)
  }
  return { sizes, dragged, selected, selectedEdges, onNodesChange, onEdgesChange, onDelete }
}

function sizesIn(changes: readonly NodeChange<Card>[]) {
  return changes.flatMap((change) =>
    change.type === 'dimensions' && change.dimensions
      ? [[change.id, change.dimensions] as const]
      : [],
  )
}

/** Where steps are being dragged to, and where they came to rest. */
function placesIn(changes: readonly NodeChange<Card>[]) {
  const dragging: [string, Place][] = []
  const done: [string, Place][] = []
  for (const change of changes) {
    if (change.type !== 'position' || !change.position) continue
    const place: [string, Place] = [change.id, change.position]
    if (change.dragging) dragging.push(place)
    else done.push(place)
  }
  return { dragging, done }
}

function withChanges(
  before: Selection,
  changes: readonly (NodeChange<Card> | EdgeChange<Edge>)[],
): Selection {
  const after = new Set(before)
  for (const change of changes) {
    if (change.type !== 'select') continue
    if (change.selected) after.add(change.id)
    else after.delete(change.id)
  }
  const isSame = after.size === before.size && [...after].every((id) => before.has(id))
  return isSame ? before : after
}
