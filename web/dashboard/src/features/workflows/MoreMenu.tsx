import type { WorkflowFile } from '@frontdesk/protocol'
import { useNavigate } from '@tanstack/react-router'
import { CloudOff, Download, MoreHorizontal, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { errorMessage, http } from '../../api/http'
import { Button, IconButton } from '../../ui/Button'
import { Confirm, Dialog } from '../../ui/Dialog'
import { Field, Input } from '../../ui/Field'
import { Menu, MenuItem } from '../../ui/Menu'
import { submitting, textOf } from '../../ui/submitting'
import { showError } from '../../ui/toasts'
import * as t from '../../words/words'
import { workflowPath } from './editor/queries'
import type { useSaving } from './editor/saving'
import type { Editor } from './editor/useEditor'
import { fileOf, saveFile } from './logic/file'

type MoreProps = { projectId: number; editor: Editor; saving: ReturnType<typeof useSaving> }

export function MoreMenu({ projectId, editor, saving }: MoreProps) {
  const [asked, setAsked] = useState<'rename' | 'unpublish' | 'delete' | null>(null)
  const exportFile = () => {
    const file: WorkflowFile = fileOf(editor.saved.name, editor.definition)
    saveFile(file)
  }
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t.workflows.more}>
            <MoreHorizontal size={16} />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil size={15} />} onSelect={() => setAsked('rename')}>
          {t.workflows.rename}
        </MenuItem>
        <MenuItem icon={<Download size={15} />} onSelect={exportFile}>
          {t.workflows.exportAsAFile}
        </MenuItem>
        {editor.saved.publishedNumber === null ? null : (
          <MenuItem icon={<CloudOff size={15} />} danger onSelect={() => setAsked('unpublish')}>
            {t.workflows.unpublish}
          </MenuItem>
        )}
        {editor.saved.lastNumber === 0 ? (
          <MenuItem icon={<Trash2 size={15} />} danger onSelect={() => setAsked('delete')}>
            {t.workflows.deleteAction}
          </MenuItem>
        ) : null}
      </Menu>
      <Rename
        open={asked === 'rename'}
        name={editor.saved.name}
        onClose={() => setAsked(null)}
        onRename={(name) => saving.save.mutate({ name }, { onSuccess: () => setAsked(null) })}
      />
      <Confirm
        open={asked === 'unpublish'}
        onOpenChange={(isOpen) => !isOpen && setAsked(null)}
        title={t.workflows.takeThisWorkflowOut}
        description={t.workflows.conversationsThatStarted}
        action={t.workflows.unpublish}
        busy={saving.unpublish.isPending}
        onConfirm={() => saving.unpublish.mutate(undefined, { onSettled: () => setAsked(null) })}
      />
      <Remove
        open={asked === 'delete'}
        projectId={projectId}
        id={editor.saved.id}
        onClose={() => setAsked(null)}
      />
    </>
  )
}

type RenameProps = {
  open: boolean
  name: string
  onClose: () => void
  onRename: (name: string) => void
}

function Rename({ open, name, onClose, onRename }: RenameProps) {
  return (
    <Dialog open={open} onOpenChange={(isOpen) => !isOpen && onClose()} title={t.workflows.rename}>
      <form onSubmit={submitting((form) => onRename(textOf(form, 'name')))} className="grid gap-4">
        <Field label={t.workflows.name} hint={t.workflows.whatIsOnTheCanvas}>
          {(control) => (
            <Input
              {...control}
              name="name"
              required
              maxLength={120}
              defaultValue={name}
              dir="auto"
            />
          )}
        </Field>
        <div className="flex flex-row-reverse">
          <Button type="submit" variant="primary">
            {t.workflows.rename}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

type RemoveProps = { open: boolean; projectId: number; id: number; onClose: () => void }

function Remove({ open, projectId, id, onClose }: RemoveProps) {
  const navigate = useNavigate()
  const [busy, setBusy] = useState(false)
  const remove = async () => {
    setBusy(true)
    try {
      await http.delete(workflowPath(projectId, id))
      await navigate({
        to: '/projects/$projectId/workflows',
        params: { projectId: String(projectId) },
        ignoreBlocker: true,
      })
    } catch (failure) {
      showError(errorMessage(failure))
    } finally {
      setBusy(false)
    }
  }
  return (
    <Confirm
      open={open}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={t.workflows.deleteThisWorkflow}
      description={t.workflows.itWasNeverPublished}
      action={t.workflows.deleteWorkflow}
      busy={busy}
      onConfirm={() => void remove()}
    />
  )
}
