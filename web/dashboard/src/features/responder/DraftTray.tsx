import type { Conversation, Draft } from '@frontdesk/protocol'
import { ChevronDown, Sparkles } from 'lucide-react'
import { useId, useState } from 'react'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'
import { DraftCard } from './DraftCard'

type TrayProps = {
  conversation: Conversation
  drafts: readonly Draft[]
  onUse: (draft: Draft) => boolean
}

/** What the assistant would have said: the latest draft, and behind it the earlier ones. */
export function DraftTray({ conversation, drafts, onUse }: TrayProps) {
  const [isFolded, setFolded] = useState(false)
  const id = useId()
  const [latest, ...earlier] = drafts
  if (!latest) return null
  return (
    <section
      aria-label={t.drafts.draftsOfTheAssistant}
      className="grid max-h-[45dvh] grid-cols-[minmax(0,1fr)] gap-2 overflow-y-auto rounded-lg border border-line bg-ai px-3 py-2 text-on-ai"
    >
      <button
        type="button"
        aria-expanded={!isFolded}
        aria-controls={id}
        onClick={() => setFolded(!isFolded)}
        className="flex min-h-8 items-center gap-2 text-start font-medium max-md:min-h-11"
      >
        <Sparkles size={14} aria-hidden="true" className="shrink-0" />
        <span className="min-w-0 flex-1">{titleOf(latest)}</span>
        <ChevronDown
          size={15}
          aria-hidden="true"
          className={classes('shrink-0', isFolded && '-rotate-90')}
        />
      </button>
      <div id={id} hidden={isFolded} className="grid grid-cols-[minmax(0,1fr)] gap-2">
        <DraftCard key={latest.id} conversation={conversation} draft={latest} onUse={onUse} />
        {earlier.length > 0 ? (
          <details className="border-t border-line pt-1">
            <summary className="min-h-8 content-center text-small font-medium max-md:min-h-11">
              {t.drafts.earlierDrafts(earlier.length)}
            </summary>
            <div className="grid gap-3 pt-1">
              {earlier.map((draft) => (
                <DraftCard key={draft.id} conversation={conversation} draft={draft} onUse={onUse} />
              ))}
            </div>
          </details>
        ) : null}
      </div>
    </section>
  )
}

/** A draft that was meant to be one is a proposal; the others were cut off. */
function titleOf({ reason }: Draft): string {
  return reason === 'draft_mode' ? t.drafts.theAssistantSuggests : t.drafts.theAssistantWasAbout
}
