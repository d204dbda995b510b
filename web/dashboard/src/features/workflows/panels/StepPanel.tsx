import { Trash2 } from 'lucide-react'
import { Button } from '../../../ui/Button'
import { Field, Input } from '../../../ui/Field'
import * as t from '../../../words/words'
import type { Editor } from '../editor/useEditor'
import { changeNode, removeNodes } from '../logic/editing'
import { NODE_WORDS } from '../logic/making'
import { byNode, ofField } from '../logic/problems'
import type { WorkflowNode } from '../logic/shapes'
import { ExitFields } from './ExitFields'
import { Panel } from './Panel'
import { StepSettings } from './StepSettings'

/** The settings of the chosen step. */
export function StepPanel({ editor, node }: { editor: Editor; node: WorkflowNode }) {
  const problems = byNode(editor.problems).get(node.id) ?? []
  // Letters typed into one step are undone as one.
  const change = (next: WorkflowNode) =>
    editor.change(changeNode(editor.definition, next), t.steps.settingsOf(node.id))
  const remove = () => {
    editor.change(removeNodes(editor.definition, new Set([node.id])))
    editor.select(null)
  }
  const { name, about } = NODE_WORDS[node.type]
  return (
    <Panel title={name} onClose={() => editor.select(null)}>
      <p className="text-soft">{about}.</p>
      <Problems problems={problems.filter(({ field }) => field === null)} />
      <Field label={t.steps.name} error={ofField(problems, 'name')}>
        {(control) => (
          <Input
            {...control}
            value={node.name}
            maxLength={80}
            dir="auto"
            onChange={(event) => change({ ...node, name: event.target.value })}
          />
        )}
      </Field>
      <StepSettings node={node} problems={problems} onChange={change} />
      <ExitFields editor={editor} node={node} problems={problems} />
      <div className="border-t border-line pt-4">
        <Button variant="danger" onClick={remove}>
          <Trash2 size={14} aria-hidden="true" /> {t.steps.deleteThisStep}
        </Button>
      </div>
    </Panel>
  )
}

function Problems({ problems }: { problems: readonly { message: string; severity: string }[] }) {
  if (problems.length === 0) return null
  return (
    <ul className="grid gap-1">
      {problems.map(({ message, severity }) => (
        <li key={message} className={severity === 'error' ? 'text-problem' : 'text-waiting'}>
          {message}
        </li>
      ))}
    </ul>
  )
}
