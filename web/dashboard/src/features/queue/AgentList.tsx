import type { AgentLoad } from '@frontdesk/protocol'
import { Avatar } from '../../ui/Avatar'
import { Line } from '../../ui/Line'
import { LoadPips } from '../../ui/LoadPips'
import { StateMark } from '../../ui/StateMark'
import { bySoonest } from '../../words/availability'
import * as t from '../../words/words'

/** Who could answer, whoever can soonest first. */
export function AgentList({ agents, myId }: { agents: readonly AgentLoad[]; myId: number }) {
  return (
    <ul className="grid gap-1">
      {[...agents].sort(bySoonest).map((agent) => (
        <li key={agent.userId} className="flex min-h-11 items-center gap-3">
          <Avatar name={agent.name} seed={agent.userId} />
          <span className="min-w-0 flex-1">
            <span className="flex min-w-0 items-baseline gap-1.5">
              <Line className="font-medium">{agent.name}</Line>
              {agent.userId === myId ? <span className="text-faint">{t.queue.you}</span> : null}
            </span>
            <StateMark state={agent.state} words />
          </span>
          <LoadPips load={agent.load} capacity={agent.capacity} />
        </li>
      ))}
    </ul>
  )
}
