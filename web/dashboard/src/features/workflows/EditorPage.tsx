import type { Workflow } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useBlocker, useParams } from '@tanstack/react-router'
import { ReactFlowProvider, useReactFlow } from '@xyflow/react'
import { useState } from 'react'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import * as t from '../../words/words'
import { Canvas } from './canvas/Canvas'
import { workflowQuery } from './editor/queries'
import { useSaving } from './editor/saving'
import { type Editor, useEditor } from './editor/useEditor'
import { useEditorKeys } from './editor/useEditorKeys'
import { moveNodes } from './logic/editing'
import { layOut } from './logic/layout'
import { findNode } from './logic/shapes'
import { ManagersOnly } from './ManagersOnly'
import { StepPanel } from './panels/StepPanel'
import { TryPanel } from './panels/TryPanel'
import { VersionsPanel } from './panels/VersionsPanel'
import { type OpenPanel, Toolbar } from './Toolbar'

/** One workflow on its canvas. */
export function EditorPage() {
  const { projectId } = useLive()
  const id = Number(useParams({ strict: false }).workflowId)
  const workflow = useQuery(workflowQuery(projectId, id))
  return (
    <ManagersOnly projectId={projectId}>
      <Loaded query={workflow}>
        {(data) => (
          <ReactFlowProvider key={id}>
            <EditorFrame projectId={projectId} workflow={data} />
          </ReactFlowProvider>
        )}
      </Loaded>
    </ManagersOnly>
  )
}

function EditorFrame({ projectId, workflow }: { projectId: number; workflow: Workflow }) {
  const editor = useEditor(projectId, workflow)
  const saving = useSaving(projectId, editor)
  const flow = useReactFlow()
  const [shown, show] = useState<OpenPanel>(null)
  useEditorKeys(editor, () => saving.save.mutate({}))
  const tidy = () => {
    editor.change(moveNodes(editor.definition, layOut(editor.definition)))
    requestAnimationFrame(() => void flow.fitView({ padding: 0.15, maxZoom: 1 }))
  }
  const open = (panel: OpenPanel) => {
    editor.select(null)
    show(panel)
  }
  return (
    <div className="flex h-full min-w-0 flex-col">
      <Toolbar
        projectId={projectId}
        editor={editor}
        saving={saving}
        shown={shown}
        onShow={open}
        onTidy={tidy}
      />
      {saving.isStale ? <SomebodyElse saving={saving} /> : null}
      <div className="relative flex min-h-0 flex-1">
        <div className="min-w-0 flex-1">
          <Canvas editor={editor} />
        </div>
        <SidePanel projectId={projectId} editor={editor} shown={shown} onClose={() => show(null)} />
      </div>
      <LeaveGuard isChanged={editor.isChanged} />
    </div>
  )
}

type SideProps = { projectId: number; editor: Editor; shown: OpenPanel; onClose: () => void }

/** The chosen step before anything else; what was open behind it comes back. */
function SidePanel({ projectId, editor, shown, onClose }: SideProps) {
  const node = findNode(editor.definition, editor.selected)
  if (node) return <StepPanel key={node.id} editor={editor} node={node} />
  if (shown === null) return null
  const SidePanel = shown === 'try' ? TryPanel : VersionsPanel
  return <SidePanel projectId={projectId} editor={editor} onClose={onClose} />
}

function SomebodyElse({ saving }: { saving: ReturnType<typeof useSaving> }) {
  return (
    <div
      role="alert"
      className="flex flex-wrap items-center gap-2 bg-waiting-soft px-3 py-2 text-waiting"
    >
      <span className="min-w-0 flex-1">{t.workflows.somebodyElseSavedThisWorkflow}</span>
      <Button onClick={() => void saving.loadTheirs()}>{t.workflows.loadTheirs}</Button>
      <Button onClick={() => void saving.keepMine()}>{t.workflows.saveMineOver}</Button>
    </div>
  )
}

function LeaveGuard({ isChanged }: { isChanged: boolean }) {
  const { status, proceed, reset } = useBlocker({
    shouldBlockFn: () => isChanged,
    enableBeforeUnload: isChanged,
    withResolver: true,
  })
  return (
    <Confirm
      open={status === 'blocked'}
      onOpenChange={(isOpen) => !isOpen && reset?.()}
      title={t.workflows.leaveWithoutSaving}
      description={t.workflows.whatYouChangedSince}
      action={t.workflows.leave}
      onConfirm={() => proceed?.()}
    />
  )
}
