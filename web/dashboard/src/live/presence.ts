import type { PageNow } from '@frontdesk/protocol'
import { useMemo } from 'react'
import type { Viewer, Writer } from './ephemeral'
import { useLiveState } from './LiveProvider'

export function useTypingConversations(): ReadonlySet<number> {
  return useLiveState(({ ephemeral }) => ephemeral.now.typing)
}

export function useIsTyping(conversationId: number): boolean {
  return useLiveState(({ ephemeral }) => ephemeral.now.typing.has(conversationId))
}

/** The page a visitor has moved to since the panel was loaded. */
export function usePageNow(visitorUid: string): PageNow | undefined {
  return useLiveState(({ ephemeral }) => ephemeral.now.pages.get(visitorUid))
}

/** Colleagues who have this conversation on screen. */
export function useOthersLooking(conversationId: number, myId: number): Viewer[] {
  const viewers = useLiveState(({ ephemeral }) => ephemeral.now.viewers)
  return useOthersAt(viewers, conversationId, myId)
}

/** Colleagues who write a reply to it; not I, in my other window. */
export function useOthersWriting(conversationId: number, myId: number): Writer[] {
  const writers = useLiveState(({ ephemeral }) => ephemeral.now.writers)
  return useOthersAt(writers, conversationId, myId)
}

function useOthersAt<Place extends { conversationId: number; userId: number }>(
  places: ReadonlyMap<unknown, Place>,
  conversationId: number,
  myId: number,
): Place[] {
  return useMemo(
    () =>
      [...places.values()].filter(
        (place) => place.conversationId === conversationId && place.userId !== myId,
      ),
    [places, conversationId, myId],
  )
}
