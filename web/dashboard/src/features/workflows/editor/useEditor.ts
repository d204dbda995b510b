import type { Workflow, WorkflowDefinition, WorkflowProblem } from '@frontdesk/protocol'
import { useEffect, useState } from 'react'
import { beginHistory, edit, redo, undo } from '../logic/history'
import { check } from './queries'

export type Editor = ReturnType<typeof useEditor>

/** The definition on the canvas: what it was, what is saved of it, and what is wrong with it. */
export function useEditor(projectId: number, workflow: Workflow) {
  const [history, setHistory] = useState(() => beginHistory(workflow.definition))
  const [saved, setSaved] = useState(workflow)
  const [savedDefinition, setSavedDefinition] = useState(workflow.definition)
  const [selection, setSelection] = useState<ReadonlySet<string>>(new Set())
  const definition = history.present
  const [only] = selection
  const select = (id: string | null) => setSelection(new Set(id === null ? [] : [id]))
  return {
    definition,
    saved,
    selection,
    setSelection,
    /** The one step whose settings are shown. */
    selected: selection.size === 1 && only !== undefined ? only : null,
    select,
    chooseAll: () => setSelection(new Set(definition.nodes.map(({ id }) => id))),
    isChanged: definition !== savedDefinition,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    problems: useProblems(projectId, definition, workflow),
    change: (next: WorkflowDefinition, label: string | null = null) =>
      setHistory((before) => edit(before, next, label)),
    undo: () => setHistory(undo),
    redo: () => setHistory(redo),
    /** What was sent is now what is saved, even if somebody has typed on meanwhile. */
    markSaved: (answer: Workflow, sent: WorkflowDefinition) => {
      setSaved(answer)
      setSavedDefinition(sent)
    },
    /** The draft stays as it is: only which version is live has changed. */
    markPublished: (answer: Workflow) => setSaved(answer),
    replaceWith: (answer: Workflow) => {
      setSaved(answer)
      setSavedDefinition(answer.definition)
      setHistory(beginHistory(answer.definition))
      select(null)
    },
  }
}

const PAUSE_MS = 350

/** Asked of the server after each pause in editing: it is the one that will judge. */
function useProblems(
  projectId: number,
  definition: WorkflowDefinition,
  workflow: Workflow,
): readonly WorkflowProblem[] {
  const [known, setKnown] = useState({ of: workflow.definition, problems: workflow.problems })
  useEffect(() => {
    if (definition === known.of) return
    const gone = new AbortController()
    const timer = setTimeout(async () => {
      try {
        const { problems } = await check(projectId, definition, gone.signal)
        setKnown({ of: definition, problems })
      } catch {
        // Offline, or overtaken by the next edit: what was known stays until it can be asked again.
      }
    }, PAUSE_MS)
    return () => {
      clearTimeout(timer)
      gone.abort()
    }
  }, [projectId, definition, known.of])
  return known.problems
}
