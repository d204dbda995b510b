import { Inbox, SearchX } from 'lucide-react'
import { mayActAs, useProject } from '../api/session'
import { InstallGuide } from '../auth/InstallGuide'
import type { InboxSource } from '../live/inbox'
import { Empty, Trouble } from '../ui/Empty'
import { AfterAMoment, Bone } from '../ui/Skeleton'
import { type InboxFilter, STATUS_WORDS } from './filter'

type ListTroubleProps = { projectId: number; source: InboxSource; filter: InboxFilter }

/** What stands where rows would: bones while loading, a way on when something is wrong or nothing is there. */
export function ListTrouble({ projectId, source, filter }: ListTroubleProps) {
  if (source.state === 'loading') {
    return (
      <AfterAMoment>
        <ListBones />
      </AfterAMoment>
    )
  }
  if (source.state === 'failed') {
    return (
      <Trouble title="The inbox could not be loaded" words={source.reason} onRetry={source.retry} />
    )
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Nothing projectId={projectId} filter={filter} />
    </div>
  )
}

function Nothing({ projectId, filter }: Pick<ListTroubleProps, 'projectId' | 'filter'>) {
  const role = useProject(projectId)?.role
  if (filter.q) {
    return (
      <Empty icon={<SearchX size={28} strokeWidth={1.5} />} title="Nothing found">
        <p>
          No conversation has “<bdi>{filter.q}</bdi>” in its name or last message.
        </p>
      </Empty>
    )
  }
  if (filter.status !== 'open' && filter.status !== 'all') {
    return (
      <Empty
        icon={<Inbox size={28} strokeWidth={1.5} />}
        title={`No ${STATUS_WORDS[filter.status].toLowerCase()} conversations`}
      >
        <p>They appear here as soon as somebody marks one.</p>
      </Empty>
    )
  }
  return (
    <Empty icon={<Inbox size={28} strokeWidth={1.5} />} title="All quiet">
      <p>Conversations appear here the moment a visitor writes.</p>
      {mayActAs(role, 'manager') ? (
        <div className="mt-4 md:hidden">
          <InstallGuide projectId={projectId} />
        </div>
      ) : null}
    </Empty>
  )
}

const BONES = ['w-32', 'w-24', 'w-40', 'w-28', 'w-36', 'w-20', 'w-32'] as const

function ListBones() {
  return (
    <div aria-hidden="true" className="grid">
      {BONES.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: bones are all alike and never move.
        <div key={place} className="grid h-19 content-center gap-2 border-b border-line px-4">
          <Bone className={`h-3 ${width}`} />
          <Bone className="h-3 w-full max-w-56" />
          <Bone className="h-2.5 w-20" />
        </div>
      ))}
    </div>
  )
}
