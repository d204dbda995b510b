import * as t from '../../../words/words'
import '@xyflow/react/dist/base.css'
import './canvas.css'
import {
  Background,
  BackgroundVariant,
  type Connection,
  Controls,
  type Edge,
  type IsValidConnection,
  Panel,
  ReactFlow,
} from '@xyflow/react'
import type { Editor } from '../editor/useEditor'
import { canConnect, connect } from '../logic/editing'
import { BackEdge } from './BackEdge'
import { type Card, cardsOf, linesOf } from './flow'
import { StepCard } from './StepCard'
import { useCanvasState } from './useCanvasState'

const KINDS = { card: StepCard }
const WAYS = { back: BackEdge }
const DELETE_KEYS = ['Delete', 'Backspace']
const FIT = { padding: 0.15, maxZoom: 1 }

/** What the library says to screen readers. */
const CANVAS_WORDS = {
  'node.a11yDescription.default': t.workflows.nodeHelp,
  'node.a11yDescription.keyboardDisabled': t.workflows.nodeHelp,
  'node.a11yDescription.ariaLiveMessage': ({ x, y }: { x: number; y: number }) =>
    t.workflows.movedTo(Math.round(x), Math.round(y)),
  'edge.a11yDescription.default': t.workflows.edgeHelp,
  'controls.ariaLabel': t.workflows.controls,
  'controls.zoomIn.ariaLabel': t.workflows.zoomIn,
  'controls.zoomOut.ariaLabel': t.workflows.zoomOut,
  'controls.fitView.ariaLabel': t.workflows.fitView,
  'handle.ariaLabel': t.workflows.handle,
}

/** The graph itself. It draws the definition; every change goes through the editor. */
export function Canvas({ editor }: { editor: Editor }) {
  const { definition } = editor
  const state = useCanvasState(editor)
  const mayConnect: IsValidConnection<Edge> = ({ source, target }) =>
    canConnect(definition, source, target)
  const onConnect = ({ source, sourceHandle, target }: Connection) => {
    if (sourceHandle) editor.change(connect(definition, source, sourceHandle, target))
  }
  return (
    <ReactFlow<Card, Edge>
      aria-label={t.workflows.workflow}
      nodes={cardsOf(definition, { ...state, problems: editor.problems })}
      edges={linesOf(definition, state.selectedEdges)}
      nodeTypes={KINDS}
      edgeTypes={WAYS}
      onNodesChange={state.onNodesChange}
      onEdgesChange={state.onEdgesChange}
      onConnect={onConnect}
      isValidConnection={mayConnect}
      onDelete={state.onDelete}
      deleteKeyCode={DELETE_KEYS}
      ariaLabelConfig={CANVAS_WORDS}
      fitView
      fitViewOptions={FIT}
      minZoom={0.2}
      maxZoom={1.5}
      nodeDragThreshold={2}
      connectionRadius={28}
    >
      {definition.nodes.length === 0 ? <NothingYet /> : null}
      <Background variant={BackgroundVariant.Dots} gap={20} size={1} color="var(--line)" />
      <Controls showInteractive={false} position="bottom-left" fitViewOptions={FIT} />
    </ReactFlow>
  )
}

function NothingYet() {
  return (
    <Panel position="top-center" className="pt-[18vh] text-center">
      <p className="text-message font-semibold">{t.workflows.nothingHereYet}</p>
      <p className="max-w-72 pt-1 text-pretty text-soft">{t.workflows.beginWithAddStep}</p>
    </Panel>
  )
}
