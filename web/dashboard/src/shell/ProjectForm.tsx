import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { errorMessage, fieldErrors, http } from '../api/http'
import { projectsQuery, queryClient } from '../api/queries'
import { ErrorMessage } from '../shared/FormError'
import { Button } from '../ui/Button'
import { Field, Input } from '../ui/Field'
import { submitting, textOf } from '../ui/submitting'
import * as t from '../words/words'

/** Begin a project, and go there. */
export function ProjectForm({ onDone }: { onDone?: () => void }) {
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (form: FormData) =>
      http.post('/projects', { body: { name: textOf(form, 'name') } }),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      await queryClient.ensureQueryData(projectsQuery)
      onDone?.()
      // First of all it has to be put on a site.
      void navigate({
        to: '/projects/$projectId/settings/install',
        params: { projectId: String(project.id) },
      })
    },
  })
  return (
    <form onSubmit={submitting((form) => create.mutate(form))} className="grid gap-4">
      {create.isError ? <ErrorMessage>{errorMessage(create.error)}</ErrorMessage> : null}
      <Field label={t.shell.projectName} error={fieldErrors(create.error)['name']}>
        {(control) => <Input {...control} name="name" maxLength={120} required />}
      </Field>
      <Button type="submit" variant="primary" busy={create.isPending}>
        {t.shell.createProject}
      </Button>
    </form>
  )
}
