import { applyToConversation, conversationOf, type PassingEvent } from '@frontdesk/client'
import type { Conversation, FeedEvent, VisitorStatusChanged } from '@frontdesk/protocol'
import type { LivePart } from './live-part'

type PresenceReport = { isOnline: boolean; at: number }

type ConversationDeps = {
  changed: () => void
  /** Nothing is known of a conversation but what this event says. */
  onUnknown: (id: number, event: FeedEvent) => void
}

/** Every conversation this page knows, each in its newest copy. */
export class Conversations implements LivePart {
  readonly #online = new Map<string, PresenceReport>()
  /** While a reload is under way: what was read whole since it began. Otherwise all is trusted. */
  #trusted: Set<number> | null = null
  readonly #deps: ConversationDeps
  #known: ReadonlyMap<number, Conversation> = new Map()

  constructor(deps: ConversationDeps) {
    this.#deps = deps
  }

  get known(): ReadonlyMap<number, Conversation> {
    return this.#known
  }

  /** Take copies from a snapshot asked for at `askedAt`; a newer copy that is known stays. */
  merge(copies: readonly Conversation[], askedAt: number): void {
    const next = new Map(this.#known)
    for (const copy of copies) {
      const known = next.get(copy.id)
      const newer = known && known.revision > copy.revision ? known : copy
      next.set(copy.id, this.#withPresence(newer, withKnownPresence(copy, known), askedAt))
      this.#trusted?.add(copy.id)
    }
    this.#set(next)
  }

  /** Continuity was lost: what is known may have missed something until it is read again. */
  invalidate(): void {
    this.#trusted = new Set()
  }

  /** Take fresh copies while beginning again; they count for more than what was known. */
  mergeFresh(copies: readonly Conversation[], askedAt: number): void {
    const next = new Map(this.#known)
    for (const copy of copies) {
      next.set(copy.id, this.#withPresence(copy, copy, askedAt))
      this.#trusted?.add(copy.id)
    }
    this.#set(next)
  }

  /** The reload is complete: whatever was not read again is no longer known. */
  dropStale(): void {
    const trusted = this.#trusted
    this.#trusted = null
    if (trusted) this.#set(new Map([...this.#known].filter(([id]) => trusted.has(id))))
  }

  apply(event: FeedEvent): void {
    if (event.event === 'visitorUpdated') this.#applyToAll(event)
    const id = conversationOf(event)
    if (id === null) return
    const before = this.#known.get(id)
    if (event.event === 'newMessage') {
      const { conversation, fromCustomer } = event.payload
      this.#put(
        before ? applyToConversation(before, event) : this.#entering(conversation, fromCustomer),
      )
      this.#trusted?.add(id)
      return
    }
    if (before) this.#put(applyToConversation(before, event))
    const isTrusted = before !== undefined && (this.#trusted?.has(id) ?? true)
    if (event.event === 'conversationUpdated' && !isTrusted) this.#deps.onUnknown(id, event)
  }

  receive(passing: PassingEvent): void {
    if (passing.event === 'visitorStatusChanged') this.receivePresence(passing.payload, Date.now())
  }

  receivePresence({ visitorUid, isOnline }: VisitorStatusChanged, at: number): void {
    this.#online.set(visitorUid, { isOnline, at })
    const next = new Map(this.#known)
    for (const conversation of this.#known.values()) {
      const { visitor } = conversation
      if (visitor.uid !== visitorUid || visitor.isOnline === isOnline) continue
      next.set(conversation.id, { ...conversation, visitor: { ...visitor, isOnline } })
    }
    this.#set(next)
  }

  /** Whether somebody is here: what was heard since the question was asked, else what the answer says. */
  #withPresence(newest: Conversation, answer: Conversation, askedAt: number): Conversation {
    const heard = this.#online.get(answer.visitor.uid)
    const said = heard && heard.at >= askedAt ? heard.isOnline : answer.visitor.isOnline
    return { ...newest, visitor: { ...newest.visitor, isOnline: said ?? false } }
  }

  /** Events carry no presence: whoever just wrote is here unless we heard otherwise. */
  #entering(conversation: Conversation, isWriting: boolean): Conversation {
    const isOnline = this.#online.get(conversation.visitor.uid)?.isOnline ?? isWriting
    return { ...conversation, visitor: { ...conversation.visitor, isOnline } }
  }

  #applyToAll(event: FeedEvent): void {
    for (const conversation of this.#known.values()) {
      this.#put(applyToConversation(conversation, event))
    }
  }

  #put(conversation: Conversation): void {
    if (this.#known.get(conversation.id) === conversation) return
    this.#set(new Map(this.#known).set(conversation.id, conversation))
  }

  #set(known: ReadonlyMap<number, Conversation>): void {
    this.#known = known
    this.#deps.changed()
  }
}

/** The answer to a change carries no presence: what was known of it stays. */
function withKnownPresence(copy: Conversation, known: Conversation | undefined): Conversation {
  if (copy.visitor.isOnline !== undefined || known?.visitor.isOnline === undefined) return copy
  return { ...copy, visitor: { ...copy.visitor, isOnline: known.visitor.isOnline } }
}
