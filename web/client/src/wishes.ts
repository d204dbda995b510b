import type { Refusal, VisitorConversation, VisitorRequests } from '@frontdesk/protocol'
import type { Link } from './seams.ts'
import type { StandingStore } from './standing.ts'
import type { VisitorHistory } from './visitor-history.ts'

/** What a visitor may choose about who answers him. */
export type Wish =
  | { readonly aiEnabled: boolean }
  /** Only the team hands him back to the responder. */
  | { readonly hasAskedForPerson: true }

export interface WishParts {
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  standing: StandingStore
  history: Pick<VisitorHistory, 'conversation' | 'change'>
}

/** Show the wish at once, and tell the server; answers why it was refused, or null. */
export async function want(
  { link, standing, history }: WishParts,
  wish: Wish,
): Promise<Refusal | null> {
  const id = history.conversation?.id ?? 0
  const shown = { ...standing.state.wished, ...wish }
  standing.change({ wished: shown })
  const answer =
    'aiEnabled' in wish
      ? await link.request('setAiEnabled', { enabled: wish.aiEnabled })
      : await link.request('requestHuman', {})
  if (answer.ok) history.change(id, wish)
  // Whoever wished once more meanwhile waits for that answer.
  if (standing.state.wished === shown) standing.change({ wished: {} })
  return answer.ok ? null : answer.error
}

/** The conversation as the visitor wants it, until the server has answered. */
export function asWished(
  conversation: VisitorConversation | null,
  wished: Partial<VisitorConversation>,
): VisitorConversation | null {
  return conversation && { ...conversation, ...wished }
}
