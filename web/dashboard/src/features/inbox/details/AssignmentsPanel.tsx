import type { Assignment, Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { UserRoundX } from 'lucide-react'
import { assignmentsQuery } from '../../../api/routing-queries'
import { useNameOf } from '../../../live/members'
import { Loaded } from '../../../shared/Loaded'
import { Avatar } from '../../../ui/Avatar'
import { classes } from '../../../ui/classes'
import { EmptyState } from '../../../ui/Empty'
import { Line } from '../../../ui/Line'
import { howBegan, whyOver } from '../../../words/assignments'
import { duration } from '../../../words/duration'
import { useMinutes } from '../../../words/now'
import { fullMoment } from '../../../words/time'
import type { NameOf } from '../../../words/turn'
import * as t from '../../../words/words'

/** Everybody who had this chat, the latest first: since when, until when, and why no longer. */
export function AssignmentsPanel({ conversation }: { conversation: Conversation }) {
  const assignments = useQuery(assignmentsQuery(conversation))
  const nameOf = useNameOf(conversation.projectId)
  return (
    <div className="p-4">
      <Loaded query={assignments}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState
              icon={<UserRoundX size={28} strokeWidth={1.5} />}
              title={t.details.noAssignmentsYet}
            >
              <p>{t.details.whoeverTakesThisChatGives}</p>
            </EmptyState>
          ) : (
            <>
              <p className="pb-3 text-small text-faint">
                {t.details.assignmentCount(rows.length)}
                {conversation.tries > 0 ? ` · ${t.details.lost(conversation.tries)}` : ''}
              </p>
              <ol className="grid gap-4">
                {rows.map((one) => (
                  <Row key={one.id} assignment={one} nameOf={nameOf} />
                ))}
              </ol>
            </>
          )
        }
      </Loaded>
    </div>
  )
}

function Row({ assignment, nameOf }: { assignment: Assignment; nameOf: NameOf }) {
  const now = useMinutes()
  const { agentId, agentName, assignedAt, firstReplyAt, releasedAt, releaseReason } = assignment
  const lasts = releasedAt === null
  const end = releasedAt === null ? now : Date.parse(releasedAt)
  const held = duration(Math.max(0, (end - Date.parse(assignedAt)) / 1000))
  return (
    <li className="flex gap-3">
      <Avatar name={agentName} seed={agentId} size="small" />
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 items-baseline justify-between gap-2">
          <Line className="font-medium">{agentName}</Line>
          <span
            className={classes('shrink-0 text-small nums', lasts ? 'text-active' : 'text-faint')}
          >
            {lasts ? t.details.forDuration(held) : held}
          </span>
        </p>
        <p className="text-small text-soft">
          {howBegan(assignment, nameOf)},{' '}
          <time dateTime={assignedAt}>{fullMoment(assignedAt)}</time>
        </p>
        {firstReplyAt ? (
          <p className="text-small text-soft">
            {t.details.firstReplyAfter(
              duration(Math.max(0, (Date.parse(firstReplyAt) - Date.parse(assignedAt)) / 1000)),
            )}
          </p>
        ) : null}
        <p className="text-small text-faint">
          {lasts
            ? t.details.hasItNow
            : t.details.over(releaseReason ? whyOver(releaseReason) : t.details.ended)}
        </p>
      </div>
    </li>
  )
}
