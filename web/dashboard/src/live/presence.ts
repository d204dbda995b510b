import type { PageNow } from '@frontdesk/protocol'
import { useMemo } from 'react'
import { useLiveState } from './LiveProvider'
import type { Viewer } from './presence-now'

export function useTypingConversations(): ReadonlySet<number> {
  return useLiveState(({ passing }) => passing.now.typing)
}

export function useIsTyping(conversationId: number): boolean {
  return useLiveState(({ passing }) => passing.now.typing.has(conversationId))
}

/** The page a visitor has moved to since the panel was loaded. */
export function usePageNow(visitorUid: string): PageNow | undefined {
  return useLiveState(({ passing }) => passing.now.pages.get(visitorUid))
}

/** Colleagues who have this conversation on screen. */
export function useOthersLooking(conversationId: number, myId: number): Viewer[] {
  const viewers = useLiveState(({ passing }) => passing.now.viewers)
  return useMemo(
    () =>
      [...viewers.values()].filter(
        (viewer) => viewer.conversationId === conversationId && viewer.userId !== myId,
      ),
    [viewers, conversationId, myId],
  )
}
