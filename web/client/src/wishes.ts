import type { VisitorConversation, VisitorRequests } from '@frontdesk/protocol'
import type { Refusal } from './refusal.ts'
import type { Link } from './seams.ts'
import type { StandingStore } from './standing.ts'
import type { VisitorHistory } from './visitor-history.ts'

/** What a visitor may choose about who answers. */
export type Wish =
  | { readonly aiEnabled: boolean }
  /** Only the team hands a chat back to the responder. */
  | { readonly hasAskedForPerson: true }

export interface WishParts {
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  standing: StandingStore
  history: Pick<VisitorHistory, 'conversation' | 'change'>
}

export class Wishes {
  readonly #parts: () => WishParts
  #beforehand: boolean | null = null

  constructor(parts: () => WishParts) {
    this.#parts = parts
  }

  /** What the first message has to say, as there was no conversation yet to say it of. */
  get beforehand(): { aiEnabled?: boolean } {
    return this.#beforehand === null ? {} : { aiEnabled: this.#beforehand }
  }

  /** Show the wish at once, and tell the server; answers why it was refused, or null. */
  async want(wish: Wish): Promise<Refusal | null> {
    const { link, standing, history } = this.#parts()
    const id = history.conversation?.id ?? 0
    const shown = { ...standing.state.wished, ...wish }
    standing.change({ wished: shown })
    if (id === 0 && 'aiEnabled' in wish) {
      this.#beforehand = wish.aiEnabled
      return null
    }
    const answer =
      'aiEnabled' in wish
        ? await link.request('setAiEnabled', { enabled: wish.aiEnabled })
        : await link.request('requestHuman', {})
    if (answer.ok) history.change(id, wish)
    // Whoever wished once more meanwhile waits for that answer.
    if (standing.state.wished === shown) standing.change({ wished: {} })
    return answer.ok ? null : answer.error
  }

  /** Something changed. If there is a conversation now, perhaps another tab began it: say it again. */
  settle(): void {
    const aiEnabled = this.#beforehand
    if (aiEnabled === null || !this.#parts().history.conversation) return
    this.#beforehand = null
    void this.want({ aiEnabled })
  }

  forget(): void {
    this.#beforehand = null
  }
}

/** The conversation as the visitor wants it, until the server has answered. */
export function asWished(
  conversation: VisitorConversation | null,
  wished: Partial<VisitorConversation>,
): VisitorConversation | null {
  return conversation && { ...conversation, ...wished }
}
