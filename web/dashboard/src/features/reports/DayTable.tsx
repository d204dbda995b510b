import type { AgentDay, AgentReport } from '@frontdesk/protocol'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { classes } from '../../ui/classes'
import { Line } from '../../ui/Line'
import * as t from '../../words/words'
import { dayWords } from './day-words'
import { MEASURES } from './measures'

/** Every number: a row per agent, and their days on demand. */
export function DayTable({ agents }: { agents: readonly AgentReport[] }) {
  return (
    <section
      aria-label={t.reports.numbers}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard.
      tabIndex={0}
      className="overflow-x-auto rounded-lg border border-line outline-offset-[-2px]"
    >
      <table className="w-full min-w-140 text-start nums">
        <thead>
          <tr className="text-small text-faint">
            <th scope="col" className="px-4 py-2 text-start font-medium">
              {t.reports.agent}
            </th>
            {MEASURES.map(({ key, words }) => (
              <th key={key} scope="col" className="px-4 py-2 text-end font-medium">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        {agents.map((agent) => (
          <AgentRows key={agent.userId} agent={agent} />
        ))}
      </table>
    </section>
  )
}

function AgentRows({ agent }: { agent: AgentReport }) {
  const [open, setOpen] = useState(false)
  const hasDays = agent.days.length > 0
  return (
    <tbody className="border-t border-line">
      <tr>
        <th scope="row" className="px-2 py-1 text-start font-medium">
          <button
            type="button"
            aria-expanded={open}
            disabled={!hasDays}
            onClick={() => setOpen(!open)}
            className="flex min-h-9 w-full min-w-0 items-center gap-1.5 rounded-sm px-2 text-start enabled:hover:bg-hover max-md:min-h-11"
          >
            <ChevronRight
              size={14}
              aria-hidden="true"
              className={classes(
                'shrink-0 text-faint transition-transform',
                open ? 'rotate-90' : 'rtl:-scale-x-100',
                !hasDays && 'invisible',
              )}
            />
            <Line>{agent.name}</Line>
          </button>
        </th>
        <Cells row={agent} />
      </tr>
      {open
        ? agent.days.map((day) => (
            <tr key={day.day} className="text-soft">
              <th scope="row" className="py-1.5 ps-10 pe-4 text-start font-normal">
                {dayWords(day.day)}
              </th>
              <Cells row={day} />
            </tr>
          ))
        : null}
    </tbody>
  )
}

function Cells({ row }: { row: AgentReport | AgentDay }) {
  return MEASURES.map(({ key, say }) => (
    <td key={key} className="px-4 py-1.5 text-end">
      {say(row[key])}
    </td>
  ))
}
