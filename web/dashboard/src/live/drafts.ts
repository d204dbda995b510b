import { applyToDrafts } from '@frontdesk/client'
import type { ApproveDraft, Draft, DraftDiscarded, Message } from '@frontdesk/protocol'
import { http, Refusal } from '../api/http'
import { ThreadRows } from './thread-rows'

/** What the responder wrote and nobody sent, for the threads that have been opened. */
export class Drafts extends ThreadRows<Draft> {
  protected override readonly applied = applyToDrafts

  /** Ask the responder to write one; it arrives by the feed, written by a run after this one. */
  async askFor(id: number): Promise<number> {
    return (await http.post(this.#path(id), { body: {} })).afterRunId
  }

  /** Send it as one's own reply, as it is. */
  async approve({ id, conversationId }: Draft): Promise<Message> {
    const body: ApproveDraft = {}
    const sent = await http.post(`${this.#path(conversationId)}/${id}/approve`, { body })
    this.#gone({ id, conversationId, state: 'approved' })
    return sent
  }

  async discard({ id, conversationId }: Draft): Promise<void> {
    await http.post(`${this.#path(conversationId)}/${id}/discard`, { body: {} })
    this.#gone({ id, conversationId, state: 'discarded' })
  }

  protected async ask(id: number): Promise<readonly Draft[]> {
    try {
      return (await http.get(this.#path(id))).data
    } catch (failure) {
      // The thread says that the conversation is gone; it has no drafts to speak of.
      if (failure instanceof Refusal && failure.status === 404) return []
      throw failure
    }
  }

  /** The answer to our own request says it first; the event repeats it. */
  #gone(payload: DraftDiscarded): void {
    this.apply({ event: 'draftDiscarded', payload, feedSeq: 0 })
  }

  #path(id: number) {
    return `${this.conversationPath(id)}/drafts` as const
  }
}
