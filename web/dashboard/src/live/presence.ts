import type { PageNow } from '@frontdesk/protocol'
import { useLiveState } from './LiveProvider'

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
