import type { Conversation } from '@frontdesk/protocol'
import { Sparkles } from 'lucide-react'
import { classes } from '../../ui/classes'
import { Tooltip } from '../../ui/Tooltip'
import * as t from '../../words/words'
import { useAskForDraft, useDraftRequest, useWriting } from './hooks'

/** Beside the composer: let the assistant propose an answer. */
export function AskForDraft({ conversation }: { conversation: Conversation }) {
  const ask = useAskForDraft(conversation.id)
  const isAsked = useDraftRequest(conversation.id)?.kind === 'waiting'
  const isBusy = useWriting(conversation.id) !== null || isAsked || ask.isPending
  // A visitor who wants no AI has none, not even at our end.
  if (!conversation.aiEnabled) return null
  return (
    <Tooltip words={t.drafts.askTheAssistant} side="top">
      <button
        type="button"
        aria-disabled={isBusy}
        onClick={() => (isBusy ? undefined : ask.mutate())}
        className={classes(
          'inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-small font-medium text-faint hover:bg-hover hover:text-ink max-md:min-h-11',
          isBusy && 'opacity-55',
        )}
      >
        <Sparkles size={13} aria-hidden="true" />
        {t.drafts.draft}
      </button>
    </Tooltip>
  )
}
