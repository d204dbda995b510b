import type { Conversation } from '@frontdesk/protocol'
import { LoaderCircle, RotateCcw, TriangleAlert, X } from 'lucide-react'
import { useLive } from '../../live/LiveProvider'
import { Button, IconButton } from '../../ui/Button'
import * as t from '../../words/words'
import { useAskForDraft, useDraftRequest } from './hooks'
import { whyWords } from './words'

/** A draft that was asked for: that it is thought about, or that none will come and why. */
export function RequestedDraftCard({ conversation: { id } }: { conversation: Conversation }) {
  const { responder } = useLive()
  const asked = useDraftRequest(id)
  const ask = useAskForDraft(id)
  if (asked === null) return null
  if (asked.kind === 'waiting') return <Thinking />
  return (
    <section
      role="alert"
      className="flex min-h-10 flex-wrap items-center gap-x-2 gap-y-1 rounded-lg bg-waiting-soft px-3 py-1.5 text-waiting"
    >
      <TriangleAlert size={14} aria-hidden="true" className="shrink-0" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{t.drafts.noDraftWasWritten}</span> {whyWords(asked.reason)}
      </span>
      <Button
        variant="ghost"
        busy={ask.isPending}
        onClick={() => ask.mutate()}
        className="max-md:order-last"
      >
        <RotateCcw size={13} aria-hidden="true" /> {t.drafts.askAgain}
      </Button>
      <IconButton label={t.drafts.dismiss} onClick={() => responder.requested.forget(id)}>
        <X size={15} />
      </IconButton>
    </section>
  )
}

function Thinking() {
  return (
    <p
      role="status"
      className="flex min-h-10 items-center gap-2 rounded-lg border border-line bg-ai px-3 py-1.5 text-on-ai"
    >
      <LoaderCircle size={14} aria-hidden="true" className="shrink-0 motion-safe:animate-spin" />
      {t.drafts.theAssistantIsThinkingAbout}
    </p>
  )
}
