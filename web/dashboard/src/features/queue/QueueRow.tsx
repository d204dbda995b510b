import type { Conversation } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import { RotateCcw, UserRound } from 'lucide-react'
import { TagChip } from '../../shared/TagChip'
import { TakeButton } from '../../shared/TakeButton'
import { Line } from '../../ui/Line'
import { PresenceDot } from '../../ui/PresenceDot'
import { PriorityMark } from '../../ui/PriorityMark'
import { useSeconds } from '../../words/now'
import { fullMoment, waitingClock } from '../../words/time'
import { visitorName } from '../../words/visitor'
import * as t from '../../words/words'

type QueueRowProps = { conversation: Conversation; place: number }

/** One visitor in the queue: who, what for, since when, and what happened to them before. */
export function QueueRow({ conversation, place }: QueueRowProps) {
  const { id, projectId, visitor, waitingSince, tries, askedForPersonAt } = conversation
  return (
    <li className="flex min-h-17 items-center gap-3 px-4 py-2.5 hover:bg-hover max-md:px-3">
      <span className="w-6 shrink-0 text-end text-small text-faint nums">
        <span className="sr-only">{t.queue.place} </span>
        {place}
      </span>
      <Link
        to="/projects/$projectId/inbox/$conversationId"
        params={{ projectId: String(projectId), conversationId: String(id) }}
        className="grid min-w-0 flex-1 gap-0.5"
      >
        <span className="flex min-w-0 items-center gap-2">
          <PresenceDot online={visitor.isOnline === true} />
          <Line className="font-medium">{visitorName(visitor)}</Line>
          <PriorityMark priority={conversation.priority} />
        </span>
        <Line className="text-soft">{conversation.lastMessageSnippet ?? ''}</Line>
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-small text-faint">
          {tries > 0 ? (
            <span className="inline-flex items-center gap-1">
              <RotateCcw size={12} aria-hidden="true" />
              {t.queue.cameBack(tries)}
            </span>
          ) : null}
          {askedForPersonAt ? (
            <span className="inline-flex items-center gap-1">
              <UserRound size={12} aria-hidden="true" /> {t.queue.askedForAPerson}
            </span>
          ) : null}
          {conversation.tags.map((tag) => (
            <TagChip key={tag} name={tag} />
          ))}
        </span>
      </Link>
      {waitingSince ? <Since at={waitingSince} /> : null}
      <TakeButton conversation={conversation} variant="quiet" opens />
    </li>
  )
}

function Since({ at }: { at: string }) {
  const now = useSeconds()
  return (
    <time
      dateTime={at}
      title={t.queue.waitingSince(fullMoment(at))}
      className="shrink-0 text-end font-medium text-waiting nums"
    >
      <span className="sr-only">{t.queue.waiting} </span>
      {waitingClock(now - Date.parse(at))}
    </time>
  )
}
