import { useLayoutEffect, useRef, useState } from 'react'
import { type DraftKind, readDraft, saveDraft } from '../../../live/composer-drafts'
import type { ReturnedReply } from '../../../live/thread'

type DraftPlace = { conversationId: number; kind: DraftKind; returned: ReturnedReply | null }

// The box comes and goes with every look at the notes; what was put back once is the draft's.
const putBack = new WeakSet<ReturnedReply>()

/** What is half written, kept on every keystroke; a reply that was refused comes back into it. */
export function useDraft({ conversationId, kind, returned }: DraftPlace) {
  const [text, setText] = useState(() => readDraft({ conversationId, kind }))
  const set = (next: string) => {
    setText(next)
    saveDraft({ conversationId, kind }, next)
  }
  const latest = useRef(text)
  latest.current = text
  useLayoutEffect(() => {
    if (returned === null || putBack.has(returned)) return
    putBack.add(returned)
    const whole = latest.current ? `${returned.text}\n${latest.current}` : returned.text
    setText(whole)
    saveDraft({ conversationId, kind }, whole)
  }, [returned, conversationId, kind])
  return [text, set] as const
}
