import { Rocket } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field, Input } from '../../ui/Field'
import { submitting, textOf } from '../../ui/submitting'
import * as t from '../../words/words'
import type { useSaving } from './editor/saving'
import type { Editor } from './editor/useEditor'
import { useObstacle } from './editor/useObstacle'
import { errorCount } from './logic/problems'
import { publishingWords } from './logic/published'

type PublishProps = { editor: Editor; publish: ReturnType<typeof useSaving>['publish'] }

export function PublishButton({ editor, publish }: PublishProps) {
  const [open, setOpen] = useState(false)
  const obstacle = useObstacle()
  const errors = editor.problems.filter(({ severity }) => severity === 'error')
  const nameOf = (id: string | null) => editor.definition.nodes.find((node) => node.id === id)?.name
  const submit = (form: FormData) =>
    publish.mutate(textOf(form, 'remark'), { onSettled: () => setOpen(false) })
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        <Rocket size={14} aria-hidden="true" /> {t.workflows.publish}
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        title={
          errors.length > 0 ? t.workflows.thisCannotBePublishedYet : t.workflows.publishThisWorkflow
        }
        description={errors.length > 0 ? t.workflows.fixTheseFirst : publishingWords(obstacle)}
      >
        {errorCount(editor.problems) > 0 ? (
          <ul className="grid max-h-80 gap-1 overflow-y-auto">
            {errors.map(({ nodeId, field, message }) => (
              <li key={`${nodeId}${field}${message}`} className="text-problem">
                {nodeId ? `${nameOf(nodeId) ?? nodeId}: ` : ''}
                {message}
              </li>
            ))}
          </ul>
        ) : (
          <form onSubmit={submitting(submit)} className="grid gap-4">
            <Field label={t.workflows.whatIsNew} hint={t.workflows.shownInTheList}>
              {(control) => <Input {...control} name="remark" maxLength={500} dir="auto" />}
            </Field>
            <div className="flex flex-row-reverse">
              <Button type="submit" variant="primary" busy={publish.isPending}>
                {t.workflows.publishNow}
              </Button>
            </div>
          </form>
        )}
      </Dialog>
    </>
  )
}
