import type { Conversation, StuckChat } from '@frontdesk/protocol'
import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { CircleCheck, TriangleAlert, Wrench } from 'lucide-react'
import { useState } from 'react'
import { http } from '../../api/http'
import { useLive } from '../../live/LiveProvider'
import { useNameOf } from '../../live/members'
import { useAction } from '../../shared/useAction'
import { Button } from '../../ui/Button'
import { classes } from '../../ui/classes'
import { Line } from '../../ui/Line'
import { showToast } from '../../ui/toasts'
import { inSentence } from '../../words/names'
import { useMinutes } from '../../words/now'
import { longAgo } from '../../words/time'
import type { NameOf } from '../../words/turn'
import { visitorName } from '../../words/visitor'
import * as t from '../../words/words'

const SHOWN_AT_FIRST = 4
const LIST = 'stuck-chats'

/** Said first and always as high: the numbers below it must not move when something gets stuck. */
export function StuckLine({ chats }: { chats: readonly StuckChat[] }) {
  const isWell = chats.length === 0
  return (
    <p
      className={classes(
        'flex min-h-10 items-center gap-2 rounded-lg border px-4 max-md:min-h-11',
        isWell
          ? 'border-line text-soft'
          : 'border-problem bg-problem-soft font-medium text-problem',
      )}
    >
      {isWell ? (
        <CircleCheck size={15} className="shrink-0 text-done" aria-hidden="true" />
      ) : (
        <TriangleAlert size={15} className="shrink-0" aria-hidden="true" />
      )}
      <span className="min-w-0 flex-1 truncate">
        {isWell ? t.reports.nothingIsStuck : `${countWords(chats.length)}.`}
      </span>
      {isWell ? null : (
        <a href={`#${LIST}`} className="shrink-0 py-2 underline">
          {t.reports.see(chats.length)}
        </a>
      )}
    </p>
  )
}

/** Chats that will not move by themselves, why, and a way out. */
export function StuckList({ chats }: { chats: readonly StuckChat[] }) {
  const [all, setAll] = useState(false)
  if (chats.length === 0) return null
  return (
    <section
      id={LIST}
      aria-label={t.reports.stuckChats}
      className="grid scroll-mt-6 grid-cols-[minmax(0,1fr)] gap-3"
    >
      <h3 className="text-message font-semibold">{t.reports.stuck}</h3>
      <ul className="divide-y divide-line overflow-hidden rounded-lg border border-line">
        {chats.slice(0, all ? undefined : SHOWN_AT_FIRST).map((chat) => (
          <StuckRow key={`${chat.conversationId}-${chat.reason}`} chat={chat} />
        ))}
        {chats.length > SHOWN_AT_FIRST ? (
          <li>
            <button
              type="button"
              aria-expanded={all}
              onClick={() => setAll(!all)}
              className="min-h-10 w-full px-4 text-start text-soft outline-offset-[-2px] hover:bg-hover max-md:min-h-11"
            >
              {all ? t.reports.showFewer : t.reports.showAll(chats.length)}
            </button>
          </li>
        ) : null}
      </ul>
    </section>
  )
}

function countWords(count: number): string {
  return t.reports.chatsAreStuck(count)
}

function StuckRow({ chat }: { chat: StuckChat }) {
  const { projectId } = useLive()
  const now = useMinutes()
  const client = useQueryClient()
  const nameOf = useNameOf(projectId)
  const fix = useAction(async () => {
    const path = `/projects/${projectId}/reports/stuck/${chat.conversationId}/fix` as const
    showToast(fixedWords(await http.post(path, { body: {} }), nameOf))
    await client.invalidateQueries({ queryKey: ['project', projectId, 'board'] })
  })
  const name = visitorName({
    id: chat.conversationId,
    uid: chat.visitorUid,
    name: chat.visitorName,
    email: null,
  })
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-56 flex-1">
        <Link
          to="/projects/$projectId/inbox/$conversationId"
          params={{ projectId: String(projectId), conversationId: String(chat.conversationId) }}
          className="inline-flex max-w-full font-medium hover:underline"
        >
          <Line>{name}</Line>
        </Link>
        <p className="text-soft text-pretty">
          {chat.explanation}
          {chat.since ? (
            <span className="text-faint"> {t.reports.began(longAgo(chat.since, now))}</span>
          ) : null}
        </p>
      </div>
      <Button
        busy={fix.isPending}
        onClick={() => fix.mutate()}
        aria-label={t.reports.fixName(name)}
      >
        <Wrench size={14} aria-hidden="true" /> {t.reports.fix}
      </Button>
    </li>
  )
}

/** What became of it: the server finds an agent, or else puts the chat first. */
function fixedWords({ assigneeId, chatState }: Conversation, nameOf: NameOf): string {
  if (assigneeId !== null)
    return t.reports.hasItNow(inSentence(nameOf(assigneeId) ?? t.reports.anAgent))
  if (chatState !== 'waiting_assignment') return t.reports.setRight
  return t.reports.firstInTheQueueNow
}
