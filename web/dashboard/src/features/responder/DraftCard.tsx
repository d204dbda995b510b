import type { Conversation, Draft } from '@frontdesk/protocol'
import { useMutation } from '@tanstack/react-query'
import { CornerDownLeft, SendHorizontal, Trash2 } from 'lucide-react'
import { errorMessage } from '../../api/http'
import { useLive } from '../../live/LiveProvider'
import { MessageText } from '../../shared/MessageText'
import { Button } from '../../ui/Button'
import { clockTime, fullMoment } from '../../words/time'
import * as t from '../../words/words'
import { whyWords } from './words'

export type DraftCardProps = {
  conversation: Conversation
  draft: Draft
  /** Put its text where one writes a reply. */
  onUse: (draft: Draft) => boolean
}

/** One answer nobody sent: read it, then use, send or discard it. */
export function DraftCard({ conversation, draft, onUse }: DraftCardProps) {
  const { send, use, discard } = useDraftDeeds(draft, onUse)
  const failure = send.error ?? discard.error ?? use.error
  const busy = send.isPending || discard.isPending || use.isPending
  return (
    <article aria-label={t.drafts.draftOfTheAssistant} className="grid gap-2">
      <section
        aria-label={t.drafts.whatItWrote}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable from the keyboard.
        tabIndex={0}
        className="max-h-[22dvh] max-md:max-h-[16dvh] w-fit max-w-[72ch] overflow-y-auto rounded-md bg-surface px-3 py-1.5 text-message text-ink outline-offset-[-2px]"
      >
        <MessageText content={draft.text} />
      </section>
      <p className="text-small opacity-85">
        <time dateTime={draft.createdAt} title={fullMoment(draft.createdAt)} className="nums">
          {clockTime(draft.createdAt)}
        </time>{' '}
        · {whyWords(draft.reason)}
        {hasGoneOn(conversation, draft) ? t.drafts.theChatHasGone : ''}
      </p>
      {failure ? (
        <p role="alert" className="text-small text-problem">
          {errorMessage(failure)}
        </p>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button variant="primary" disabled={busy} onClick={() => use.mutate()}>
          <CornerDownLeft size={14} aria-hidden="true" /> {t.drafts.use}
        </Button>
        <Button busy={send.isPending} disabled={busy} onClick={() => send.mutate()}>
          <SendHorizontal size={14} className="rtl:-scale-x-100" aria-hidden="true" />{' '}
          {t.drafts.send}
        </Button>
        <Button
          variant="ghost"
          busy={discard.isPending}
          disabled={busy}
          onClick={() => discard.mutate()}
        >
          <Trash2 size={14} aria-hidden="true" /> {t.drafts.discard}
        </Button>
      </div>
    </article>
  )
}

function hasGoneOn({ lastMessageAt }: Conversation, { createdAt }: Draft): boolean {
  return lastMessageAt !== null && lastMessageAt > createdAt
}

function useDraftDeeds(draft: Draft, onUse: (draft: Draft) => boolean) {
  const { responder, threads } = useLive()
  const send = useMutation({
    mutationFn: () => responder.drafts.approve(draft),
    onSuccess: (message) => threads.confirm(message),
  })
  const discard = useMutation({ mutationFn: () => responder.drafts.discard(draft) })
  const use = useMutation({
    mutationFn: async () => {
      // The text is safe in the composer first; then it is nobody else's to use.
      if (onUse(draft)) await responder.drafts.discard(draft)
    },
  })
  return { send, use, discard }
}
