import { type KeyboardEvent, type ReactNode, useId, useState } from 'react'
import { classes } from './classes'
import { isComposing } from './keys'
import { type Option, Options, optionId } from './Options'

export type Choice = Option & { choose: () => void }

type ComboboxProps = {
  label: string
  listLabel: string
  placeholder: string
  typed: string
  onType: (typed: string) => void
  choices: readonly Choice[]
  /** Instead of the list, when nothing fits. */
  empty: ReactNode
  maxLength?: number
  size?: 'normal' | 'large'
}

/**
 * Type to narrow a list that is always in sight; arrows and page keys move in it, Enter or a press
 * chooses. The focus stays in the input, as the ARIA pattern for a combobox has it.
 */
export function Combobox({ label, placeholder, typed, onType, choices, ...rest }: ComboboxProps) {
  const { listLabel, empty, maxLength, size = 'normal' } = rest
  const [place, setPlace] = useState(0)
  const id = useId()
  return (
    <>
      <input
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={id}
        aria-activedescendant={choices[place] ? optionId(id, place) : undefined}
        dir="auto"
        maxLength={maxLength}
        placeholder={placeholder}
        value={typed}
        onChange={(event) => {
          onType(event.target.value)
          setPlace(0)
        }}
        onKeyDown={(event) => onListKey(event, place, choices, setPlace)}
        className={classes(
          'w-full border-b border-line bg-transparent outline-none',
          size === 'large' ? 'h-12 px-4 text-message' : 'h-10 px-3',
        )}
      />
      {choices.length === 0 ? (
        <p id={id} className="px-4 py-3 text-soft">
          {empty}
        </p>
      ) : (
        <Options
          id={id}
          label={listLabel}
          options={choices}
          place={place}
          onPoint={setPlace}
          onChoose={(index) => choices[index]?.choose()}
          size={size}
        />
      )}
    </>
  )
}

/** An input method is left alone, and so is what moves the caret in the text. */
function onListKey(
  event: KeyboardEvent,
  place: number,
  choices: readonly Choice[],
  move: (place: number) => void,
): void {
  if (isComposing(event.nativeEvent)) return
  const last = choices.length - 1
  if (event.key === 'ArrowDown') move(Math.min(place + 1, last))
  else if (event.key === 'ArrowUp') move(Math.max(place - 1, 0))
  else if (event.key === 'PageDown') move(Math.max(0, last))
  else if (event.key === 'PageUp') move(0)
  else if (event.key === 'Enter') choices[place]?.choose()
  else return
  event.preventDefault()
}
