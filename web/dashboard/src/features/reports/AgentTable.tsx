import type { AgentLoad, HeldChat } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import { useMe } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Avatar } from '../../ui/Avatar'
import { classes } from '../../ui/classes'
import { Line } from '../../ui/Line'
import { LoadPips } from '../../ui/LoadPips'
import { StateMark } from '../../ui/StateMark'
import { bySoonest } from '../../words/availability'
import { duration } from '../../words/duration'
import { useMinutes } from '../../words/now'
import { shortAgo } from '../../words/time'
import { visitorName } from '../../words/visitor'
import * as t from '../../words/words'

/** One row per agent; below 768 px each row is a card. */
export function AgentTable({ agents }: { agents: readonly AgentLoad[] }) {
  const me = useMe()
  return (
    <table className="w-full border-separate border-spacing-0 rounded-lg border border-line text-start max-md:block">
      <thead className="max-md:sr-only">
        <tr className="text-small text-faint">
          <Heading className="w-56">{t.reports.agent}</Heading>
          <Heading className="w-40">{t.reports.load}</Heading>
          <Heading>{t.reports.chats}</Heading>
          <Heading className="w-28 text-end">{t.reports.medianReply}</Heading>
        </tr>
      </thead>
      <tbody className="max-md:block">
        {[...agents].sort(bySoonest).map((agent) => (
          <AgentRow key={agent.userId} agent={agent} isMe={agent.userId === me.id} />
        ))}
      </tbody>
    </table>
  )
}

function Heading({ className, children }: { className?: string; children: React.ReactNode }) {
  return (
    <th scope="col" className={classes('px-4 py-2 text-start font-medium', className)}>
      {children}
    </th>
  )
}

const CELL = 'border-t border-line px-4 py-2.5 align-top max-md:block max-md:border-t-0 max-md:py-1'

function AgentRow({ agent, isMe }: { agent: AgentLoad; isMe: boolean }) {
  return (
    <tr className="max-md:grid max-md:grid-cols-[minmax(0,1fr)_auto] max-md:items-center max-md:border-line max-md:py-2 max-md:not-first:border-t">
      <th scope="row" className={classes(CELL, 'text-start font-normal')}>
        <span className="flex items-center gap-3">
          <Avatar name={agent.name} seed={agent.userId} />
          <span className="min-w-0">
            <span className="flex min-w-0 items-baseline gap-1.5">
              <Line className="font-medium">{agent.name}</Line>
              {isMe ? <span className="text-faint">{t.reports.you}</span> : null}
            </span>
            <StateMark state={agent.state} words />
          </span>
        </span>
      </th>
      <td className={classes(CELL, 'md:pt-4')}>
        <LoadPips load={agent.load} capacity={agent.capacity} />
      </td>
      <td className={classes(CELL, 'max-md:order-last max-md:col-span-2')}>
        <Chats chats={agent.chats} />
      </td>
      <td className={classes(CELL, 'nums max-md:col-span-2 md:pt-4 md:text-end')}>
        <span className="text-faint md:hidden">{t.reports.medianReply} </span>
        {agent.medianReplySeconds === null ? (
          <span className="text-faint">
            <span aria-hidden="true">–</span>
            <span className="sr-only">{t.reports.notMeasuredYet}</span>
          </span>
        ) : (
          duration(agent.medianReplySeconds)
        )}
      </td>
    </tr>
  )
}

function Chats({ chats }: { chats: readonly HeldChat[] }) {
  const { projectId } = useLive()
  if (chats.length === 0) return <span className="leading-8 text-faint">{t.reports.noChats}</span>
  return (
    <ul className="flex flex-wrap gap-1.5">
      {chats.map((chat) => (
        <li key={chat.conversationId} className="min-w-0">
          <Link
            to="/projects/$projectId/inbox/$conversationId"
            params={{ projectId: String(projectId), conversationId: String(chat.conversationId) }}
            className="inline-flex min-h-8 max-w-56 items-center gap-2 rounded-full border border-line px-2.5 hover:bg-hover max-md:min-h-11"
          >
            <Line>{nameOfHeld(chat)}</Line>
            <HeldFor chat={chat} />
          </Link>
        </li>
      ))}
    </ul>
  )
}

function HeldFor({ chat }: { chat: HeldChat }) {
  const now = useMinutes()
  const isOurs = chat.chatState === 'assigned'
  return (
    <span className={classes('shrink-0 text-small nums', isOurs ? 'text-active' : 'text-faint')}>
      {isOurs ? shortAgo(chat.assignedAt, now) : 'answered'}
    </span>
  )
}

function nameOfHeld({ conversationId, visitorName: name, visitorUid }: HeldChat): string {
  return visitorName({ id: conversationId, uid: visitorUid, name, email: null })
}
