import { X } from 'lucide-react'
import type { InboxSearch } from '../../../live/inbox-filter'
import { TagDot } from '../../../shared/TagChip'
import * as t from '../../../words/words'
import { chipWords, type FilterChoice, withoutChoices } from './filter-choices'
import type { InboxFiltering } from './useFilter'

/** What the list is narrowed by; each is one press away from gone. */
export function FilterChips({ filtering }: { filtering: InboxFiltering }) {
  const { search, choices, change } = filtering
  const chosen = choices.filter(({ isOn }) => isOn)
  const takeOff = (next: InboxSearch) => {
    change(next)
    // What was pressed is gone: the keyboard goes on where filters are chosen.
    document.querySelector<HTMLElement>('[data-shortcut="filter"]')?.focus()
  }
  if (chosen.length === 0) return null
  return (
    <section
      aria-label={t.list.filtersThat}
      className="flex flex-wrap items-center gap-x-1 border-b border-line px-2.5 py-1 max-md:flex-nowrap max-md:overflow-x-auto max-md:py-0 [&>*]:shrink-0"
    >
      {chosen.map((choice) => (
        <Chip key={choice.key} choice={choice} onRemove={() => takeOff(choice.next)} />
      ))}
      {chosen.length > 1 ? (
        <button
          type="button"
          onClick={() => takeOff(withoutChoices(search))}
          className="min-h-8 rounded-md px-2 text-small font-medium text-accent-text hover:bg-hover max-md:min-h-11"
        >
          {t.list.clearAll}
        </button>
      ) : null}
    </section>
  )
}

function Chip({ choice, onRemove }: { choice: FilterChoice; onRemove: () => void }) {
  const words = chipWords(choice)
  return (
    <button
      type="button"
      aria-label={t.list.removeFilter(words)}
      onClick={onRemove}
      className="group inline-flex min-h-8 max-w-full items-center rounded-full max-md:min-h-11 max-md:max-w-60"
    >
      <span className="inline-flex h-6 min-w-0 items-center gap-1.5 rounded-full bg-accent-soft ps-2.5 pe-2 text-small text-accent-text max-md:h-7">
        {choice.group === 'Tag' ? <TagDot colour={choice.colour || undefined} /> : null}
        <span dir="auto" className="truncate">
          {words}
        </span>
        <X size={12} aria-hidden="true" className="shrink-0 opacity-70 group-hover:opacity-100" />
      </span>
    </button>
  )
}
