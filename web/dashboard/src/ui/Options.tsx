import { type ReactNode, useEffect, useRef } from 'react'
import { classes } from './classes'

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
  size?: 'normal' | 'large'
}

/** A list that an input steers: the focus stays in the input, `place` says which one is meant. */
export function Options({ id, label, options, place, size = 'normal', ...rest }: OptionsProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place === 0) list.current?.scrollTo({ top: 0 })
    else list.current?.querySelectorAll('[role="option"]')[place]?.scrollIntoView(NEAREST)
  }, [place])
  const isMany = options.some(({ isOn }) => isOn !== undefined)
  const row = (option: Option, index: number) => (
    <OptionRow
      key={option.key}
      id={optionId(id, index)}
      option={option}
      isActive={index === place}
      onPoint={() => rest.onPoint(index)}
      onChoose={() => rest.onChoose(index)}
    />
  )
  return (
    <div
      ref={list}
      id={id}
      role="listbox"
      aria-label={label}
      aria-multiselectable={isMany || undefined}
      className={classes('overflow-y-auto p-1', size === 'large' ? 'max-h-[50vh]' : 'max-h-72')}
    >
      {groupsOf(options).map(({ group, members }) =>
        group === undefined ? (
          members.map(({ option, index }) => row(option, index))
        ) : (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no part of a listbox.
          <div key={group} role="group" aria-label={group}>
            <GroupTitle words={group} />
            {members.map(({ option, index }) => row(option, index))}
          </div>
        ),
      )}
    </div>
  )
}

type RowProps = {
  id: string
  option: Option
  isActive: boolean
  onPoint: () => void
  onChoose: () => void
}

function OptionRow({ id, option, isActive, onPoint, onChoose }: RowProps) {
  return (
    <button
      type="button"
      id={id}
      role="option"
      aria-selected={option.isOn ?? isActive}
      tabIndex={-1}
      // The press must not take the focus out of the input.
      onPointerDown={(event) => event.preventDefault()}
      onPointerMove={onPoint}
      onClick={onChoose}
      className={classes(
        'flex min-h-9 w-full items-center gap-2.5 rounded-sm px-2.5 py-1 text-start max-md:min-h-11',
        isActive && 'bg-hover',
      )}
    >
      {option.content}
    </button>
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

type Group = { group: string | undefined; members: { option: Option; index: number }[] }

/** Neighbours of one group together, each with its place in the whole list. */
function groupsOf(options: readonly Option[]): Group[] {
  const groups: Group[] = []
  options.forEach((option, index) => {
    const last = groups.at(-1)
    if (last && last.group === option.group) last.members.push({ option, index })
    else groups.push({ group: option.group, members: [{ option, index }] })
  })
  return groups
}

export function optionId(id: string, place: number): string {
  return `${id}-${place}`
}
