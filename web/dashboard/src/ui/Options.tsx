import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes'

export type Option = { key: string; content: ReactNode }

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
    list.current?.children[place]?.scrollIntoView({ block: 'nearest' })
  }, [place])
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      className="max-h-64 overflow-y-auto p-1"
    >
      {options.map((option, index) => (
        <button
          type="button"
          key={option.key}
          id={optionId(id, index)}
          role="option"
          aria-selected={index === place}
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
      ))}
    </div>
  )
}

export function optionId(id: string, place: number): string {
  return `${id}-${place}`
}
