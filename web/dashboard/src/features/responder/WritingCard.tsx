import type { Conversation } from '@frontdesk/protocol'
import { Hand, Sparkles } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useLive } from '../../live/LiveProvider'
import { MessageText } from '../../shared/MessageText'
import { useAction } from '../../shared/useAction'
import { Button } from '../../ui/Button'
import * as t from '../../words/words'

type WritingProps = { conversation: Conversation; text: string; isAsked?: boolean }

/** What the assistant is writing, while it writes it, and the one thing that stops it. */
export function WritingCard({ conversation, text, isAsked = false }: WritingProps) {
  const { chats } = useLive()
  const take = useAction(() => chats.claim(conversation.id), t.drafts.youHaveTheChatNow)
  const isDraft = isAsked || conversation.assigneeId !== null
  return (
    <section
      aria-label={t.drafts.writingLabel}
      className="grid gap-1 rounded-lg border border-line bg-ai px-3 py-2 text-on-ai"
    >
      <div className="flex min-h-8 flex-wrap items-center gap-x-2">
        <Sparkles size={14} aria-hidden="true" className="shrink-0" />
        <span role="status" className="font-medium">
          {isAsked ? t.drafts.theAssistantIsWritingADraft : t.drafts.writing}
        </span>
        <span className="min-w-48 flex-1 text-small opacity-85">
          {isDraft ? t.drafts.itBecomesADraft : t.drafts.takeOverAndItStops}
        </span>
        {isDraft ? null : (
          <Button busy={take.isPending} onClick={() => take.mutate()}>
            <Hand size={14} aria-hidden="true" /> {t.drafts.takeOver}
          </Button>
        )}
      </div>
      {text ? <SoFar text={text} /> : null}
    </section>
  )
}

/** The last lines of it: the newest words are what one reads. */
function SoFar({ text }: { text: string }) {
  const frame = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: every new word moves the end.
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollTop = frame.current.scrollHeight
  }, [text])
  return (
    <div ref={frame} className="max-h-24 max-w-[72ch] overflow-hidden text-message">
      <MessageText content={text} />
    </div>
  )
}
