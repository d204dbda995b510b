import type { Conversation } from '@frontdesk/protocol'
import { Undo2, UserRound } from 'lucide-react'
import { Button } from '../../ui/Button'
import { Rich } from '../../ui/Rich'
import { clockTime, fullMoment } from '../../words/time'
import * as t from '../../words/words'
import { useChangeResponder } from './hooks'

/** A visitor who wants a person has one, until an agent says that the assistant may go on. */
export function AskedForPerson({ conversation }: { conversation: Conversation }) {
  const change = useChangeResponder(conversation)
  const { askedForPersonAt } = conversation
  if (askedForPersonAt === null) return null
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-2 gap-y-1 px-1 text-small text-soft">
      <UserRound size={13} aria-hidden="true" className="shrink-0" />
      <span className="min-w-48 flex-1" title={fullMoment(askedForPersonAt)}>
        <Rich
          text={t.drafts.askedForAPersonAt}
          parts={{ time: <span className="nums">{clockTime(askedForPersonAt)}</span> }}
        />
      </span>
      <Button
        variant="ghost"
        busy={change.isPending}
        onClick={() => change.mutate({ responderMode: 'auto' })}
      >
        <Undo2 size={14} aria-hidden="true" /> {t.drafts.handBackToTheAssistant}
      </Button>
    </div>
  )
}
