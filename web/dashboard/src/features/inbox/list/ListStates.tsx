import { Inbox, ListFilter, SearchX } from 'lucide-react'
import { mayActAs, useProject } from '../../../api/session'
import type { InboxSource } from '../../../live/inbox'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { InstallGuide } from '../../../shared/InstallGuide'
import { Button } from '../../../ui/Button'
import { EmptyState, ErrorState } from '../../../ui/Empty'
import { Rich } from '../../../ui/Rich'
import { Delayed, SkeletonBlock } from '../../../ui/Skeleton'
import * as t from '../../../words/words'
import { filterWords, withoutChoices } from './filter-choices'
import type { InboxFiltering } from './useFilter'

type ListStatesProps = { projectId: number; source: InboxSource; filtering: InboxFiltering }

/** What stands where rows would: a skeleton while loading, an error with a retry, or an empty state. */
export function ListStates({ projectId, source, filtering }: ListStatesProps) {
  if (source.state === 'loading') {
    return (
      <Delayed>
        <ListSkeleton />
      </Delayed>
    )
  }
  if (source.state === 'failed') {
    return <ErrorState title={t.list.theInboxCould} words={source.reason} onRetry={source.retry} />
  }
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <Nothing projectId={projectId} filtering={filtering} />
    </div>
  )
}

function Nothing({ projectId, filtering }: Pick<ListStatesProps, 'projectId' | 'filtering'>) {
  const role = useProject(projectId)?.role
  const { filter, choices } = filtering
  if (choices.some(({ isOn }) => isOn)) return <NothingFits filtering={filtering} />
  if (filter.q) {
    return (
      <EmptyState icon={<SearchX size={28} strokeWidth={1.5} />} title={t.list.nothingFound}>
        <p>
          <Rich text={t.list.nothingHasThis} parts={{ words: <bdi>{filter.q}</bdi> }} />
        </p>
      </EmptyState>
    )
  }
  if (filter.status !== 'open' && filter.status !== 'all') {
    return (
      <EmptyState
        icon={<Inbox size={28} strokeWidth={1.5} />}
        title={t.list.noConversations(STATUS_WORDS[filter.status].toLowerCase())}
      >
        <p>{t.list.theyAppearHereAsSoon}</p>
      </EmptyState>
    )
  }
  return (
    <EmptyState icon={<Inbox size={28} strokeWidth={1.5} />} title={t.list.allQuiet}>
      <p>{t.list.conversationsAppearHereTheMoment}</p>
      {mayActAs(role, 'manager') ? (
        <div className="mt-4 md:hidden">
          <InstallGuide projectId={projectId} />
        </div>
      ) : null}
    </EmptyState>
  )
}

/** Names the filter, because it is the reason, and takes it off. */
function NothingFits({ filtering: { search, choices, change } }: { filtering: InboxFiltering }) {
  const words = filterWords(search, choices)
  return (
    <EmptyState
      icon={<ListFilter size={28} strokeWidth={1.5} />}
      title={t.list.noMatchingConversations}
    >
      <p>{t.list.itWould}</p>
      <ul className="my-2 grid gap-0.5 font-medium text-ink">
        {words.map((one) => (
          <li key={one} dir="auto" className="break-words">
            {one}
          </li>
        ))}
        {search.q ? (
          <li>
            <Rich text={t.list.hasThis} parts={{ words: <bdi>{search.q}</bdi> }} />
          </li>
        ) : null}
      </ul>
      <Button className="mt-2" onClick={() => change(withoutChoices(search))}>
        {t.list.clearFilters}
      </Button>
    </EmptyState>
  )
}

const WIDTHS = ['w-32', 'w-24', 'w-40', 'w-28', 'w-36', 'w-20', 'w-32'] as const

function ListSkeleton() {
  return (
    <div aria-hidden="true" className="grid">
      {WIDTHS.map((width, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={place} className="grid h-19 content-center gap-2 border-b border-line px-4">
          <SkeletonBlock className={`h-3 ${width}`} />
          <SkeletonBlock className="h-3 w-full max-w-56" />
          <SkeletonBlock className="h-2.5 w-20" />
        </div>
      ))}
    </div>
  )
}
