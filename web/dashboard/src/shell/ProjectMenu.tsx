import type { Project } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { mayOpenProjectsQuery, projectsQuery } from '../api/queries'
import { initials } from '../ui/Avatar'
import { Dialog } from '../ui/Dialog'
import { Logo } from '../ui/Logo'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../ui/Menu'
import * as t from '../words/words'
import { DeleteProject } from './DeleteProject'
import { ProjectForm } from './ProjectForm'

const ROLE_WORDS = { owner: t.shell.owner, manager: t.shell.manager, agent: t.shell.agent }

type Asked = 'open' | 'delete' | null

/** The project one is in, and the way to the others: there, to a new one, or rid of this one. */
export function ProjectMenu({ projectId }: { projectId: number }) {
  const { data: projects = [] } = useQuery(projectsQuery)
  const { data: mayOpen = false } = useQuery(mayOpenProjectsQuery)
  const [asked, setAsked] = useState<Asked>(null)
  const navigate = useNavigate()
  const current = projects.find((project) => project.id === projectId)
  const go = (id: string) =>
    void navigate({ to: '/projects/$projectId/inbox', params: { projectId: id } })
  return (
    <>
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
        {mayOpen || current?.role === 'owner' ? <MenuLine /> : null}
        {mayOpen ? (
          <MenuItem icon={<Plus size={15} />} onSelect={() => setAsked('open')}>
            {t.shell.newProjectDots}
          </MenuItem>
        ) : null}
        {current?.role === 'owner' ? (
          <MenuItem danger icon={<Trash2 size={15} />} onSelect={() => setAsked('delete')}>
            {t.shell.deleteProjectDots(current.name)}
          </MenuItem>
        ) : null}
      </Menu>
      <Dialogs {...{ asked, current }} onClose={() => setAsked(null)} />
    </>
  )
}

type DialogsProps = { asked: Asked; current: Project | undefined; onClose: () => void }

function Dialogs({ asked, current, onClose }: DialogsProps) {
  const navigate = useNavigate()
  return (
    <>
      <Dialog
        open={asked === 'open'}
        onOpenChange={onClose}
        title={t.shell.newProject}
        description={t.shell.itHasItsOwn}
      >
        <ProjectForm onDone={onClose} />
      </Dialog>
      {current ? (
        <DeleteProject
          key={current.id}
          project={current}
          open={asked === 'delete'}
          onOpenChange={onClose}
          onGone={() => void navigate({ to: '/' })}
        />
      ) : null}
    </>
  )
}
