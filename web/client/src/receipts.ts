import type { VisitorConversation, VisitorRequests } from '@frontdesk/protocol'
import type { Link } from './seams.ts'

const EVENTS = { delivered: 'messagesDelivered', read: 'messagesRead' } as const

type ReceiptName = keyof typeof EVENTS

/** How far this visitor has received and read, told to the server until it knows. */
export class Receipts {
  readonly #link: Pick<Link<VisitorRequests, unknown>, 'request'>
  #conversationId: number | null = null
  #reached = { delivered: 0, read: 0 }
  #told = { delivered: 0, read: 0 }
  #isTelling = false

  constructor(link: Pick<Link<VisitorRequests, unknown>, 'request'>) {
    this.#link = link
  }

  get readSeq(): number {
    return this.#reached.read
  }

  /** Positions count within one conversation; the server may know more than this tab. */
  follow(conversation: VisitorConversation | null): void {
    if (conversation?.id !== this.#conversationId) {
      this.#conversationId = conversation?.id ?? null
      this.#reached = { delivered: 0, read: 0 }
      this.#told = { delivered: 0, read: 0 }
    }
    this.#known('delivered', conversation?.visitorDeliveredSeq ?? 0)
    this.#known('read', conversation?.visitorReadSeq ?? 0)
  }

  reach(name: ReceiptName, seq: number): void {
    this.#reached[name] = Math.max(this.#reached[name], seq)
  }

  /** One at a time; what fails is told again at the next beat. */
  async tell(): Promise<void> {
    if (this.#isTelling) return
    this.#isTelling = true
    let next = this.#untold()
    while (next) {
      const conversationId = this.#conversationId
      const { name, upToSeq } = next
      const answer = await this.#link.request(EVENTS[name], { upToSeq })
      if (!answer.ok || conversationId !== this.#conversationId) break
      this.#known(name, upToSeq)
      // What is read was delivered.
      if (name === 'read') this.#known('delivered', upToSeq)
      next = this.#untold()
    }
    this.#isTelling = false
  }

  #untold(): { name: ReceiptName; upToSeq: number } | null {
    for (const name of ['read', 'delivered'] as const) {
      if (this.#reached[name] > this.#told[name]) return { name, upToSeq: this.#reached[name] }
    }
    return null
  }

  #known(name: ReceiptName, seq: number): void {
    this.reach(name, seq)
    this.#told[name] = Math.max(this.#told[name], seq)
  }
}
