import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import * as t from '../../words/words'
import { standingQuery } from './queries'
import { defaultWords, nowWords } from './words'

/** What the project wants of its assistant, and what that comes to in this conversation. */
export function StandingLines({ conversation }: { conversation: Conversation }) {
  const standing = useQuery(standingQuery(conversation))
  if (!standing.data)
    return <p className="px-2 py-1 text-small text-faint">{t.runs.projectDefaultLoading}</p>
  return (
    <dl className="grid gap-0.5 px-2 py-1 text-small text-pretty">
      <div>
        <dt className="inline text-faint">{t.runs.projectDefault} </dt>
        <dd className="inline text-soft">{defaultWords(standing.data)}</dd>
      </div>
      <div>
        <dt className="inline text-faint">{t.runs.nowHere} </dt>
        <dd className="inline font-medium">{nowWords(standing.data)}</dd>
      </div>
    </dl>
  )
}
