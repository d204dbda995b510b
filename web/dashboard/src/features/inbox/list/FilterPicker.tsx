import { Check } from 'lucide-react'
import { useId, useState } from 'react'
import { TagDot } from '../../../shared/TagChip'
import { Options, onListKey, optionId } from '../../../ui/Options'
import { choicesWith, type FilterChoice } from './filter-choices'
import type { InboxFiltering } from './useFilter'

/** Type to find a filter; Enter or a press puts it on, and once more takes it off. */
export function FilterPicker({ filtering }: { filtering: InboxFiltering }) {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const id = useId()
  const choices = choicesWith(typed, filtering.choices)
  const choose = (choice: FilterChoice | undefined) => choice && filtering.change(choice.next)
  return (
    <>
      <input
        role="combobox"
        aria-label="Find a filter"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={choices[place] ? optionId(id, place) : undefined}
        dir="auto"
        placeholder="Filter by…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setPlace(0)
        }}
        onKeyDown={(event) =>
          onListKey(event, choices.length, setPlace, () => choose(choices[place]))
        }
        className="h-10 w-full border-b border-line bg-transparent px-3 outline-none"
      />
      {choices.length === 0 ? (
        <p id={id} className="px-3 py-3 text-soft">
          Nothing to filter by that.
        </p>
      ) : (
        <Options
          id={id}
          label="Filters"
          options={choices.map((choice) => ({
            key: choice.key,
            group: choice.group,
            isOn: choice.isOn,
            content: <ChoiceWords choice={choice} />,
          }))}
          place={place}
          onPoint={setPlace}
          onChoose={(index) => choose(choices[index])}
        />
      )}
    </>
  )
}

function ChoiceWords({ choice }: { choice: FilterChoice }) {
  return (
    <>
      {choice.group === 'Tag' ? <TagDot colour={choice.colour || undefined} /> : null}
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {choice.words}
      </span>
      {choice.isOn ? <Check size={14} aria-hidden="true" className="text-accent-text" /> : null}
    </>
  )
}
