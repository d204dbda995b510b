import type { Project } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, http } from '../api/http'
import { projectsQuery, queryClient } from '../api/queries'
import { Button } from '../ui/Button'
import { Dialog } from '../ui/Dialog'
import { Field, Input } from '../ui/Field'
import { submitting } from '../ui/submitting'
import { showError, showToast } from '../ui/toasts'
import * as t from '../words/words'

type DeleteProps = {
  project: Project
  open: boolean
  onOpenChange: (open: boolean) => void
  /** Go somewhere that is still there. */
  onGone: () => void
}

/** Nothing brings it back, so its name has to be typed. */
export function DeleteProject({ project, open, onOpenChange, onGone }: DeleteProps) {
  const [typed, setTyped] = useState('')
  const { id, name } = project
  const remove = useMutation({
    mutationFn: () => http.delete(`/projects/${id}`),
    onSuccess: async () => {
      onOpenChange(false)
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      showToast(t.shell.projectDeleted(name))
      onGone()
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
  const isNamed = typed.trim() === name
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={t.shell.deleteProjectQuestion(name)}
      description={t.shell.everythingInIt}
    >
      <form
        onSubmit={submitting(() => {
          if (isNamed) remove.mutate()
        })}
        className="grid gap-4"
      >
        <Field label={t.shell.typeItsName(name)}>
          {(control) => (
            <Input
              {...control}
              autoComplete="off"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
        <Button type="submit" variant="danger" busy={remove.isPending} disabled={!isNamed}>
          {t.shell.deleteProject}
        </Button>
      </form>
    </Dialog>
  )
}
