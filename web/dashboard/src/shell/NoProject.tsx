import { useQuery } from '@tanstack/react-query'
import { mayOpenProjectsQuery } from '../api/queries'
import { AuthFrame } from '../features/auth/AuthFrame'
import { signOut } from '../shared/sign-out'
import { Button } from '../ui/Button'
import * as t from '../words/words'
import { ProjectForm } from './ProjectForm'

/** For somebody who belongs to no project (any more): begin one where they may, else whom to ask. */
export function NoProject() {
  const mayOpen = useQuery(mayOpenProjectsQuery)
  const lead = mayOpen.data ? t.shell.startOneOrAsk : t.shell.askAnOwner
  return (
    <AuthFrame title={t.shell.youAreInNoProject} {...(mayOpen.isPending ? {} : { lead })}>
      <div className="grid gap-4">
        {mayOpen.data ? <ProjectForm /> : null}
        <Button variant="ghost" onClick={() => void signOut()}>
          {t.shell.signOut}
        </Button>
      </div>
    </AuthFrame>
  )
}
