import { type Bubble, meaning, threadBubbles } from '@frontdesk/client'
import type { Conversation } from '@frontdesk/protocol'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { errorMessage, refusalWords } from '../api/http'
import { useLive, useLiveState } from './LiveProvider'
import { hasOlder } from './threads'

export type ReturnedReply = { tempId: string; text: string; reason: string }

export type ThreadSource =
  | { state: 'loading' }
  | { state: 'failed'; reason: string; retry: () => void }
  | {
      state: 'ready'
      bubbles: readonly Bubble[]
      hasOlder: boolean
      isLoadingOlder: boolean
      loadOlder: () => void
      retryReply: (tempId: string) => void
      discardReply: (tempId: string) => void
    }

export function useThread(id: number): ThreadSource {
  const live = useLive()
  const state = useLiveState(({ threads }) => threads.stateOf(id))
  const entries = useLiveState(({ replies }) => replies.state.entries)
  const timeline = state?.kind === 'ready' ? state.value : null
  const bubbles = useMemo(
    () => (timeline ? threadBubbles(timeline, { entries }, id) : []),
    [timeline, entries, id],
  )
  const loadOlder = useCallback(() => void live.threads.loadMore(id), [live, id])

  if (!state || state.kind === 'loading') return { state: 'loading' }
  if (state.kind === 'failed') {
    return { state: 'failed', reason: state.reason, retry: () => void live.threads.load(id) }
  }
  return {
    state: 'ready',
    bubbles,
    hasOlder: hasOlder(state.value),
    isLoadingOlder: state.isLoadingMore,
    loadOlder,
    retryReply: live.replies.retry,
    discardReply: live.replies.discard,
  }
}

/**
 * A reply somebody else's hold refused goes back to the composer, with who has the chat.
 * `clear` once the person has moved on.
 */
export function useReturnedReply(id: number): [ReturnedReply | null, () => void] {
  const live = useLive()
  const entries = useLiveState(({ replies }) => replies.state.entries)
  const [returned, setReturned] = useState<ReturnedReply | null>(null)
  useEffect(() => {
    const refused = entries.find(
      (entry) => entry.conversationId === id && entry.state === 'failed' && isReturned(entry.error),
    )
    if (!refused?.error) return
    setReturned({
      tempId: refused.tempId,
      text: refused.content,
      reason: refusalWords(refused.error),
    })
    live.replies.discard(refused.tempId)
  }, [entries, id, live])
  const clear = useCallback(() => setReturned(null), [])
  return [returned, clear]
}

/** Somebody else answers here now; every other refusal stays with its message in the thread. */
function isReturned(error: Bubble['error']): boolean {
  if (!error) return false
  const known = { held_by_another: true, temp_id_taken: false }
  return meaning(error, known, (code) => code === 'conflict')
}

export type FoundConversation =
  | { state: 'loading' }
  | { state: 'failed'; reason: string; retry: () => void }
  | { state: 'ready'; conversation: Conversation }

/** A conversation by its id, fetched if the list has not brought it. */
export function useConversation(id: number): FoundConversation {
  const live = useLive()
  const conversation = useLiveState(({ conversations }) => conversations.known.get(id))
  const [failure, setFailure] = useState<string | null>(null)
  const fetchIt = useCallback(() => {
    setFailure(null)
    live.fetchConversation(id).catch((problem: unknown) => setFailure(errorMessage(problem)))
  }, [live, id])
  const isKnown = conversation !== undefined
  useEffect(() => {
    if (!isKnown) fetchIt()
  }, [isKnown, fetchIt])
  if (conversation) return { state: 'ready', conversation }
  return failure === null
    ? { state: 'loading' }
    : { state: 'failed', reason: failure, retry: fetchIt }
}
