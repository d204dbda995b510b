import type { Conversation } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { classes } from '../../../ui/classes'
import { Line } from '../../../ui/Line'
import { PresenceDot } from '../../../ui/PresenceDot'
import { PriorityMark } from '../../../ui/PriorityMark'
import { useMinutes } from '../../../words/now'
import { shortAgo } from '../../../words/time'
import type { NameOf } from '../../../words/turn'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'
import { TurnLine } from '../conversation/TurnLine'

export const ROW_HEIGHT = 76

type RowProps = { conversation: Conversation; selected: boolean; typing: boolean; nameOf: NameOf }

export const ConversationRow = memo(function ConversationRow({
  conversation,
  selected,
  typing,
  nameOf,
}: RowProps) {
  const unread = conversation.unreadCount
  return (
    <Link
      to="/projects/$projectId/inbox/$conversationId"
      params={{
        projectId: String(conversation.projectId),
        conversationId: String(conversation.id),
      }}
      search={(kept) => kept}
      aria-current={selected ? 'true' : undefined}
      className={classes(
        'grid h-full grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2.5 px-3 py-2 outline-offset-[-2px]',
        selected ? 'bg-selected' : 'hover:bg-hover',
      )}
    >
      <PresenceDot online={conversation.visitor.isOnline === true} />
      <Line className={unread > 0 ? 'font-semibold' : 'font-medium'}>
        {visitorName(conversation.visitor)}
      </Line>
      <span className="flex items-center gap-1.5">
        <PriorityMark priority={conversation.priority} />
        <Ago at={conversation.lastMessageAt ?? conversation.createdAt} />
      </span>
      <Line
        className={classes(
          'col-start-2',
          typing ? 'text-accent-text' : unread > 0 ? 'text-ink' : 'text-soft',
        )}
      >
        {typing ? t.list.typing : (conversation.lastMessageSnippet ?? '')}
      </Line>
      {unread > 0 ? <Unread count={unread} /> : <span />}
      <span className="col-span-2 col-start-2 flex min-w-0 items-center justify-between gap-3">
        <TurnLine conversation={conversation} nameOf={nameOf} className="shrink-0" />
        {conversation.tags.length > 0 ? (
          <span className="truncate text-small text-faint">
            {conversation.tags.map((tag, place) => (
              <span key={tag}>
                {place > 0 ? ', ' : ''}
                <bdi>{tag}</bdi>
              </span>
            ))}
          </span>
        ) : null}
      </span>
    </Link>
  )
})

function Ago({ at }: { at: string }) {
  const now = useMinutes()
  return (
    <time dateTime={at} className="text-small text-faint nums">
      {shortAgo(at, now)}
    </time>
  )
}

function Unread({ count }: { count: number }) {
  return (
    <span className="inline-flex h-4.5 min-w-4.5 items-center justify-center justify-self-end rounded-full bg-accent px-1.5 text-caption font-semibold text-on-accent nums">
      {count > 99 ? '99+' : count}
      <span className="sr-only"> {t.list.unreadMark}</span>
    </span>
  )
}
