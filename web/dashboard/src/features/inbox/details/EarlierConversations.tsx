import type { Conversation } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import { useEarlierConversations } from '../../../live/inbox'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { Line } from '../../../ui/Line'
import { fullDate } from '../../../words/time'
import * as t from '../../../words/words'

/** The same visitor's other conversations. */
export function EarlierConversations({ conversation }: { conversation: Conversation }) {
  const { data: earlier, isError } = useEarlierConversations(conversation)
  if (isError) return <p className="text-soft">{t.details.theyCouldNotBeLoaded}</p>
  if (!earlier) return null
  if (earlier.length === 0) return <p className="text-soft">{t.details.noOtherConversations}</p>
  return (
    <ul className="grid gap-1">
      {earlier.map((other) => (
        <li key={other.id}>
          <Link
            to="/projects/$projectId/inbox/$conversationId"
            params={{ projectId: String(other.projectId), conversationId: String(other.id) }}
            className="-mx-2 grid grid-cols-[minmax(0,1fr)_auto] gap-x-2 rounded-sm px-2 py-1 hover:bg-hover"
          >
            <Line>{other.lastMessageSnippet}</Line>
            <span className="text-small text-faint">{STATUS_WORDS[other.status]}</span>
            <span className="text-small text-faint">
              {fullDate(other.lastMessageAt ?? other.createdAt)}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
