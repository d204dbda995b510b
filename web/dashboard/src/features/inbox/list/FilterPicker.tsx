import { Check } from 'lucide-react'
import { useState } from 'react'
import { TagDot } from '../../../shared/TagChip'
import { Combobox } from '../../../ui/Combobox'
import * as t from '../../../words/words'
import { choicesWith, type FilterChoice } from './filter-choices'
import type { InboxFiltering } from './useFilter'

/** Type to find a filter; Enter or a press puts it on, and once more takes it off. */
export function FilterPicker({ filtering }: { filtering: InboxFiltering }) {
  const [typed, setTyped] = useState('')
  const choices = choicesWith(typed, filtering.choices).map((choice) => ({
    key: choice.key,
    group: choice.group,
    isOn: choice.isOn,
    content: <ChoiceWords choice={choice} />,
    choose: () => filtering.change(choice.next),
  }))
  return (
    <Combobox
      label={t.list.findAFilter}
      listLabel={t.list.filters}
      placeholder={t.list.filterBy}
      typed={typed}
      onType={setTyped}
      choices={choices}
      empty={t.list.noMatchingFilters}
    />
  )
}

function ChoiceWords({ choice }: { choice: FilterChoice }) {
  return (
    <>
      {choice.kind === 'tag' ? <TagDot colour={choice.colour || undefined} /> : null}
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {choice.words}
      </span>
      {choice.isOn ? <Check size={14} aria-hidden="true" className="text-accent-text" /> : null}
    </>
  )
}
