import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { projectsQuery } from '../api/queries'
import { initials } from '../ui/Avatar'
import { Logo } from '../ui/Logo'
import { Menu, MenuChoices } from '../ui/Menu'
import * as t from '../words/words'

const ROLE_WORDS = { owner: t.shell.owner, manager: t.shell.manager, agent: t.shell.agent }

/** The project one is in, and the way to the others. */
export function ProjectMenu({ projectId }: { projectId: number }) {
  const { data: projects = [] } = useQuery(projectsQuery)
  const navigate = useNavigate()
  const current = projects.find((project) => project.id === projectId)
  const go = (id: string) =>
    void navigate({ to: '/projects/$projectId/inbox', params: { projectId: id } })
  return (
    <Menu
      side="right"
      trigger={
        <button
          type="button"
          aria-label={t.shell.projectIs(current?.name ?? '')}
          title={current?.name}
          className="grid size-10 place-items-center rounded-md hover:bg-hover max-md:size-11"
        >
          {current ? (
            <span
              aria-hidden="true"
              className="grid size-8 place-items-center rounded-md bg-accent text-small font-semibold text-on-accent"
            >
              {initials(current.name)}
            </span>
          ) : (
            <Logo />
          )}
        </button>
      }
    >
      <MenuChoices
        label={t.shell.projects}
        value={String(projectId)}
        onChange={go}
        choices={projects.map((project) => ({
          value: String(project.id),
          words: project.name,
          note: ROLE_WORDS[project.role],
        }))}
      />
    </Menu>
  )
}
