import type { Draft, FeedEvent } from '@frontdesk/protocol'

/** The open drafts of one conversation, the latest first, after an event; the same array if it says nothing new. */
export function applyToDrafts(
  drafts: readonly Draft[],
  event: FeedEvent,
  conversationId: number,
): readonly Draft[] {
  switch (event.event) {
    case 'draftCreated': {
      const { feedSeq: _feedSeq, ...draft } = event.payload
      return draft.conversationId === conversationId ? put(drafts, draft) : drafts
    }
    case 'draftDiscarded': {
      const { id } = event.payload
      return drafts.some((draft) => draft.id === id)
        ? drafts.filter((draft) => draft.id !== id)
        : drafts
    }
    default:
      return drafts
  }
}

/** What a draft says never changes, so whoever is known stays as it is. */
function put(drafts: readonly Draft[], draft: Draft): readonly Draft[] {
  if (draft.state !== 'open' || drafts.some(({ id }) => id === draft.id)) return drafts
  return [...drafts, draft].sort((a, b) => b.id - a.id)
}
