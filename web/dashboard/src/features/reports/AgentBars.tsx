import type { AgentReport } from '@frontdesk/protocol'
import { Avatar } from '../../ui/Avatar'
import { Line } from '../../ui/Line'
import * as t from '../../words/words'
import { DayBars } from './DayBars'
import { dayWords } from './day-words'
import { barsOf, highestOf, type Measure } from './measures'

type AgentBarsProps = { agents: readonly AgentReport[]; days: readonly string[]; measure: Measure }

/** A strip of days per agent, all on one scale. */
export function AgentBars({ agents, days, measure }: AgentBarsProps) {
  const highest = highestOf(agents, days, measure)
  const [first, last] = [days[0], days.at(-1)]
  return (
    <div className="grid gap-5 p-4">
      <ul className="grid gap-5">
        {agents.map((agent) => (
          <li
            key={agent.userId}
            className="grid grid-cols-[12rem_minmax(0,1fr)_5rem] items-end gap-4 max-md:grid-cols-[minmax(0,1fr)_auto] max-md:gap-2"
          >
            <span className="flex min-w-0 items-center gap-2 self-center">
              <Avatar name={agent.name} seed={agent.userId} size="small" />
              <Line className="font-medium">{agent.name}</Line>
            </span>
            <span className="max-md:order-last max-md:col-span-2" style={widest(days)}>
              <DayBars
                bars={barsOf(agent, days, measure)}
                highest={highest}
                measure={measure}
                label={t.reports.inAllPerDay(
                  agent.name,
                  measure.words,
                  measure.say(agent[measure.key]),
                )}
              />
            </span>
            <span className="self-center text-end text-title font-semibold nums">
              {measure.say(agent[measure.key])}
            </span>
          </li>
        ))}
      </ul>
      <div
        aria-hidden="true"
        className="grid grid-cols-[12rem_minmax(0,1fr)_5rem] gap-4 text-small text-faint max-md:grid-cols-1"
      >
        <span className="flex justify-between gap-4 md:col-start-2" style={widest(days)}>
          <span>{first ? dayWords(first) : ''}</span>
          <span>{last && last !== first ? dayWords(last) : ''}</span>
        </span>
        <span className="nums md:text-end">{t.reports.most(measure.say(highest))}</span>
      </div>
    </div>
  )
}

const WIDEST_DAY_PX = 56

/** A week is not stretched over the whole screen: few days make few bars, not broad ones. */
function widest(days: readonly string[]): { maxWidth: number } {
  return { maxWidth: Math.max(2, days.length) * WIDEST_DAY_PX }
}
