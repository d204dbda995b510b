import { Inbox, ListFilter, SearchX } from 'lucide-react'
import { mayActAs, useProject } from '../../../api/session'
import type { InboxSource } from '../../../live/inbox'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { InstallGuide } from '../../../shared/InstallGuide'
import { Button } from '../../../ui/Button'
import { Empty, Trouble } from '../../../ui/Empty'
import { AfterAMoment, Bone } from '../../../ui/Skeleton'
import { filterWords, withoutChoices } from './filter-choices'
import type { FilterDesk } from './useFilter'

type ListTroubleProps = { projectId: number; source: InboxSource; desk: FilterDesk }

/** What stands where rows would: bones while loading, a way on when something is wrong or nothing is there. */
export function ListTrouble({ projectId, source, desk }: ListTroubleProps) {
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
      <Nothing projectId={projectId} desk={desk} />
    </div>
  )
}

function Nothing({ projectId, desk }: Pick<ListTroubleProps, 'projectId' | 'desk'>) {
  const role = useProject(projectId)?.role
  const { filter, choices } = desk
  if (choices.some(({ isOn }) => isOn)) return <NothingFits desk={desk} />
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

/** Names the filter, because it is the reason, and takes it off. */
function NothingFits({ desk: { search, choices, change } }: { desk: FilterDesk }) {
  const words = filterWords(search, choices)
  return (
    <Empty icon={<ListFilter size={28} strokeWidth={1.5} />} title="No conversation fits">
      <p>It would have to be all of this:</p>
      <ul className="my-2 grid gap-0.5 font-medium text-ink">
        {words.map((one) => (
          <li key={one} dir="auto" className="break-words">
            {one}
          </li>
        ))}
        {search.q ? (
          <li>
            “<bdi>{search.q}</bdi>” in its name or last message
          </li>
        ) : null}
      </ul>
      <Button className="mt-2" onClick={() => change(withoutChoices(search))}>
        Clear filters
      </Button>
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
