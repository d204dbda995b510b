import { applyToConversation } from '@frontdesk/client'
import type { Conversation, FeedEvent, VisitorStatusChanged } from '@frontdesk/protocol'

type Heard = { isOnline: boolean; at: number }

/** Every conversation this page knows, each in its newest copy. */
export class Book {
  readonly #online = new Map<string, Heard>()
  readonly #touched = new Set<number>()
  readonly #changed: () => void
  #known: ReadonlyMap<number, Conversation> = new Map()

  constructor(changed: () => void) {
    this.#changed = changed
  }

  get known(): ReadonlyMap<number, Conversation> {
    return this.#known
  }

  /** Take copies from a snapshot asked for at `askedAt`; a newer copy that is known stays. */
  learn(copies: readonly Conversation[], askedAt: number): void {
    const next = new Map(this.#known)
    for (const copy of copies) next.set(copy.id, this.#merge(next.get(copy.id), copy, askedAt))
    this.#set(next)
  }

  /** From here on, remember what events touch: a snapshot about to be asked for may not have it. */
  beginAgain(): void {
    this.#touched.clear()
  }

  /** Continuity was lost: only what the fresh snapshot holds, and what happened since, is true. */
  startOver(copies: readonly Conversation[], askedAt: number): void {
    const next = new Map([...this.#known].filter(([id]) => this.#touched.has(id)))
    for (const copy of copies)
      next.set(copy.id, this.#merge(this.#known.get(copy.id), copy, askedAt))
    this.#set(next)
  }

  /** Returns the id of a conversation that must be fetched to know where it belongs. */
  apply(event: FeedEvent): number | null {
    const id = event.payload.conversationId
    this.#touched.add(id)
    const before = this.#known.get(id)
    if (before) {
      this.#put(applyToConversation(before, event))
      return null
    }
    if (event.event === 'newMessage') {
      this.#put(this.#entering(event.payload.conversation, event.payload.fromCustomer))
      return null
    }
    return event.event === 'conversationUpdated' && 'status' in event.payload.fields ? id : null
  }

  hearPresence({ visitorUid, isOnline }: VisitorStatusChanged, at: number): void {
    this.#online.set(visitorUid, { isOnline, at })
    const next = new Map(this.#known)
    for (const conversation of this.#known.values()) {
      const { visitor } = conversation
      if (visitor.uid !== visitorUid || visitor.isOnline === isOnline) continue
      next.set(conversation.id, { ...conversation, visitor: { ...visitor, isOnline } })
    }
    this.#set(next)
  }

  #merge(known: Conversation | undefined, copy: Conversation, askedAt: number): Conversation {
    const newer = known && known.revision > copy.revision ? known : copy
    const heard = this.#online.get(copy.visitor.uid)
    const said = heard && heard.at >= askedAt ? heard.isOnline : copy.visitor.isOnline
    const isOnline = said ?? known?.visitor.isOnline ?? false
    return { ...newer, visitor: { ...newer.visitor, isOnline } }
  }

  /** Events carry no presence: whoever just wrote is here unless we heard otherwise. */
  #entering(conversation: Conversation, isWriting: boolean): Conversation {
    const isOnline = this.#online.get(conversation.visitor.uid)?.isOnline ?? isWriting
    return { ...conversation, visitor: { ...conversation.visitor, isOnline } }
  }

  #put(conversation: Conversation): void {
    if (this.#known.get(conversation.id) === conversation) return
    this.#set(new Map(this.#known).set(conversation.id, conversation))
  }

  #set(known: ReadonlyMap<number, Conversation>): void {
    this.#known = known
    this.#changed()
  }
}
