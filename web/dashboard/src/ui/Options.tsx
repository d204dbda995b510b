import { Fragment, type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes'
import { isComposing } from './keys'

export type Option = {
  key: string
  content: ReactNode
  /** Said once, above the first of its kind. */
  group?: string
  /** In a list of which several can be chosen: whether this one is. */
  isOn?: boolean
}

const NEAREST = { block: 'nearest' } as const

type OptionsProps = {
  id: string
  label: string
  options: readonly Option[]
  place: number
  onPoint: (place: number) => void
  onChoose: (place: number) => void
}

/** A list that an input steers: the focus stays in the input, `place` says which one is meant. */
export function Options({ id, label, options, place, onPoint, onChoose }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place === 0) list.current?.scrollTo({ top: 0 })
    else list.current?.querySelectorAll('[role="option"]')[place]?.scrollIntoView(NEAREST)
  }, [place])
  const isMany = options.some(({ isOn }) => isOn !== undefined)
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMany || undefined}
      className="max-h-72 overflow-y-auto p-1"
    >
      {options.map((option, index) => (
        <Fragment key={option.key}>
          {option.group && option.group !== options[index - 1]?.group ? (
            <GroupTitle words={option.group} />
          ) : null}
          <button
            type="button"
            id={optionId(id, index)}
            role="option"
            aria-selected={option.isOn ?? index === place}
            tabIndex={-1}
            // The press must not take the focus out of the input.
            onPointerDown={(event) => event.preventDefault()}
            onPointerMove={() => onPoint(index)}
            onClick={() => onChoose(index)}
            className={classes(
              'flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 py-1 text-start max-md:min-h-11',
              index === place && 'bg-hover',
            )}
          >
            {option.content}
          </button>
        </Fragment>
      ))}
    </div>
  )
}

function GroupTitle({ words }: { words: string }) {
  return (
    <div
      aria-hidden="true"
      className="px-2.5 pt-2 pb-1 text-caption font-medium text-faint first:pt-1"
    >
      {words}
    </div>
  )
}

/** How an input steers its list: arrows move, Enter chooses, an input method is left alone. */
export function onListKey(
  event: KeyboardEvent,
  count: number,
  move: (to: (place: number) => number) => void,
  choose: () => void,
): void {
  if (isComposing(event.nativeEvent)) return
  if (event.key === 'ArrowDown') move((place) => Math.min(place + 1, count - 1))
  else if (event.key === 'ArrowUp') move((place) => Math.max(place - 1, 0))
  else if (event.key === 'Enter') choose()
  else return
  event.preventDefault()
}

export function optionId(id: string, place: number): string {
  return `${id}-${place}`
}
