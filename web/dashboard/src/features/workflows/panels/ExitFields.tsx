import type { WorkflowProblem } from '@frontdesk/protocol'
import { Field, Select } from '../../../ui/Field'
import * as t from '../../../words/words'
import type { Editor } from '../editor/useEditor'
import { canConnect, connect, disconnect } from '../logic/editing'
import { type Exit, exitsOf } from '../logic/exits'
import { ofField } from '../logic/problems'
import type { WorkflowNode } from '../logic/shapes'

type WaysProps = { editor: Editor; node: WorkflowNode; problems: readonly WorkflowProblem[] }

/** Where each way out leads, as a list: what the mouse does on the canvas, without a mouse. */
export function ExitFields({ editor, node, problems }: WaysProps) {
  const exits = exitsOf(node)
  if (exits.length === 0) return null
  return (
    <fieldset className="grid gap-3 border-t border-line pt-4">
      <legend className="sr-only">{t.steps.waysOut}</legend>
      {exits.map((exit) => (
        <WayOut key={exit.id} editor={editor} node={node} exit={exit} problems={problems} />
      ))}
    </fieldset>
  )
}

function WayOut({ editor, node, exit, problems }: WaysProps & { exit: Exit }) {
  const { definition } = editor
  const edge = definition.edges.find((one) => one.source === node.id && one.exit === exit.id)
  const choose = (target: string) =>
    editor.change(
      target === ''
        ? disconnect(definition, node.id, exit.id)
        : connect(definition, node.id, exit.id, target),
    )
  const label =
    exit.id === 'next' && exit.words === 'Next'
      ? t.steps.nextStep
      : t.steps.nextStepAfter(exit.words)
  return (
    <Field label={label} error={ofField(problems, exit.id)}>
      {(control) => (
        <Select
          {...control}
          value={edge?.target ?? ''}
          onChange={(event) => choose(event.target.value)}
        >
          <option value="">{exit.optional ? t.steps.asIfItHadWorked : t.steps.nowhereYet}</option>
          {definition.nodes
            .filter(({ id }) => canConnect(definition, node.id, id))
            .map(({ id, name }) => (
              <option key={id} value={id}>
                {name || id}
              </option>
            ))}
        </Select>
      )}
    </Field>
  )
}
