import { useEffect, useRef } from 'react'
import { classes } from '../ui/classes'
import { Kbd } from '../ui/Kbd'
import { Line } from '../ui/Line'
import type { Command } from './commands'

type CommandListProps = {
  commands: readonly Command[]
  place: number
  onPoint: (place: number) => void
  onRun: (command: Command) => void
}

export function CommandList({ commands, place, onPoint, onRun }: CommandListProps) {
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    list.current?.children[place]?.scrollIntoView({ block: 'nearest' })
  }, [place])
  if (commands.length === 0)
    return <p className="px-4 py-6 text-center text-soft">Nothing like that.</p>
  return (
    <div
      ref={list}
      id="commands"
      role="listbox"
      aria-label="Results"
      className="max-h-[50vh] overflow-y-auto p-1.5"
    >
      {commands.map((command, index) => (
        <button
          type="button"
          key={command.id}
          id={`command-${command.id}`}
          role="option"
          aria-selected={index === place}
          tabIndex={-1}
          onPointerMove={() => onPoint(index)}
          onClick={() => onRun(command)}
          className={classes(
            'flex min-h-9 w-full items-center gap-3 rounded-sm px-2.5 text-start max-md:min-h-11',
            index === place && 'bg-hover',
          )}
        >
          <span aria-hidden="true" className="shrink-0 text-faint">
            {command.icon}
          </span>
          <Line className="flex-1">{command.words}</Line>
          {command.note ? (
            <span className="max-w-44 truncate text-small text-faint">{command.note}</span>
          ) : null}
          {command.keys ? <Kbd>{command.keys}</Kbd> : null}
        </button>
      ))}
    </div>
  )
}
