import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { errorMessage, fieldErrors, http } from '../api/http'
import { projectsQuery, queryClient } from '../api/queries'
import { AuthFrame } from '../features/auth/AuthFrame'
import { ErrorMessage } from '../shared/FormError'
import { signOut } from '../shared/sign-out'
import { Button } from '../ui/Button'
import { Field, Input } from '../ui/Field'
import { submitting, textOf } from '../ui/submitting'
import * as t from '../words/words'

/** For somebody who belongs to no project (any more): wait for a link, or begin one where that is allowed. */
export function NoProject() {
  const navigate = useNavigate()
  const create = useMutation({
    mutationFn: (form: FormData) =>
      http.post('/projects', { body: { name: textOf(form, 'name') } }),
    onSuccess: async (project) => {
      await queryClient.invalidateQueries({ queryKey: projectsQuery.queryKey })
      await queryClient.ensureQueryData(projectsQuery)
      void navigate({ to: '/projects/$projectId/inbox', params: { projectId: String(project.id) } })
    },
  })
  return (
    <AuthFrame title={t.shell.youAreInNoProject} lead={t.shell.askAnOwner}>
      <form onSubmit={submitting((form) => create.mutate(form))} className="grid gap-4">
        {create.isError ? <ErrorMessage>{errorMessage(create.error)}</ErrorMessage> : null}
        <Field label={t.shell.projectName} error={fieldErrors(create.error)['name']}>
          {(control) => <Input {...control} name="name" maxLength={120} required />}
        </Field>
        <Button type="submit" variant="primary" busy={create.isPending}>
          {t.shell.createProject}
        </Button>
        <Button variant="ghost" onClick={() => void signOut()}>
          {t.shell.signOut}
        </Button>
      </form>
    </AuthFrame>
  )
}
