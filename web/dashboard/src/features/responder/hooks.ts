import type { Conversation, Draft, PatchConversation } from '@frontdesk/protocol'
import { http } from '../../api/http'
import { useLive, useLiveState } from '../../live/LiveProvider'
import type { DraftRequest } from '../../live/requested-drafts'
import { useAction } from '../../shared/useAction'

const NONE: readonly never[] = []

export type DraftsSource = {
  drafts: readonly Draft[]
  failure: { reason: string; retry: () => void } | null
}

export function useDrafts(id: number): DraftsSource {
  const live = useLive()
  const state = useLiveState(({ responder }) => responder.drafts.stateOf(id))
  if (state?.kind === 'ready') return { drafts: state.value, failure: null }
  if (state?.kind !== 'failed') return { drafts: NONE, failure: null }
  const retry = () => void live.responder.drafts.load(id)
  return { drafts: NONE, failure: { reason: state.reason, retry } }
}

/** What the responder has written so far; null while it is not writing. */
export function useWriting(id: number): string | null {
  return useLiveState(({ responder }) => responder.writing.texts.get(id) ?? null)
}

/** Ask the responder to write something nobody but us sees. */
export function useAskForDraft(id: number) {
  const { responder } = useLive()
  return useAction(() => responder.requested.ask(id))
}

/** What became of a draft that was asked for here; null when none is waited for. */
export function useDraftRequest(id: number): DraftRequest | null {
  return useLiveState(({ responder }) => responder.requested.states.get(id) ?? null)
}

type Change = Pick<PatchConversation, 'aiEnabled' | 'responderMode'>

/** Change what the responder may do in one conversation. */
export function useChangeResponder({ id, projectId }: Conversation) {
  const { conversations } = useLive()
  return useAction(async (change: Change) => {
    const askedAt = Date.now()
    const path = `/projects/${projectId}/inbox/conversations/${id}` as const
    const changed = await http.patch(path, { body: change })
    if (conversations.known.has(id)) conversations.merge([changed], askedAt)
  })
}
