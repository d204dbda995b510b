import type { Conversation, Draft } from '@frontdesk/protocol'
import * as t from '../../words/words'
import { AskedForPerson } from './AskedForPerson'
import { DraftTray } from './DraftTray'
import { useDraftRequest, useDrafts, useWriting } from './hooks'
import { RequestedDraftCard } from './RequestedDraftCard'
import { WritingCard } from './WritingCard'

type AreaProps = { conversation: Conversation; onUse: (draft: Draft) => boolean }

/** Between the thread and the composer: what the assistant is writing, and what it never sent. */
export function ResponderArea({ conversation, onUse }: AreaProps) {
  const writing = useWriting(conversation.id)
  const isAsked = useDraftRequest(conversation.id)?.kind === 'waiting'
  const { drafts, failure } = useDrafts(conversation.id)
  return (
    <div className="grid shrink-0 grid-cols-[minmax(0,1fr)] gap-2 px-3 pb-2 empty:hidden md:px-6">
      <AskedForPerson conversation={conversation} />
      {writing === null ? (
        <RequestedDraftCard conversation={conversation} />
      ) : (
        <WritingCard conversation={conversation} text={writing} isAsked={isAsked} />
      )}
      <DraftTray conversation={conversation} drafts={drafts} onUse={onUse} />
      {failure ? (
        <p role="alert" className="flex flex-wrap items-center gap-x-2 text-small text-waiting">
          {t.drafts.draftsFailed(failure.reason)}
          <button
            type="button"
            onClick={failure.retry}
            className="min-h-8 font-semibold underline max-md:min-h-11"
          >
            {t.drafts.tryAgain}
          </button>
        </p>
      ) : null}
    </div>
  )
}
