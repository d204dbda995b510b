import {
  applyToConversation,
  conversationOf,
  type Feed,
  type FeedOptions,
  openFeed,
  openReplyOutbox,
  type PassingEvent,
  type ReplyOutbox,
} from '@frontdesk/client'
import type { AgentState, Conversation, FeedEvent } from '@frontdesk/protocol'
import { http, Refusal } from '../api/http'
import { Availability } from './availability'
import { Changes } from './changes'
import { ChatActions } from './chat-actions'
import { Conversations } from './conversations'
import { Ephemeral } from './ephemeral'
import { Heartbeat } from './heartbeat'
import { Lists } from './lists'
import type { LiveDeps, LivePart } from './live-part'
import { Notes } from './notes'
import { ResponderLive } from './responder'
import { Threads } from './threads'
import { onWake } from './wake'

export type LiveOptions = {
  projectId: number
  userId: number
  /** Something happened; `before` is its conversation as it was known until now. */
  onEvent: (event: FeedEvent, before: Conversation | undefined) => void
  onPassing: (passing: PassingEvent) => void
  /** Everything on screen was read again: what others keep may be as old. */
  onReloaded: () => void
  seams?: FeedOptions['seams']
}

const TRY_AGAIN_MS = 2000

/** One project as this page sees it: fed by events, equal to a fresh load after any interruption. */
export class ProjectLive {
  readonly projectId: number
  readonly feed: Feed
  readonly replies: ReplyOutbox
  readonly changes = new Changes()
  readonly availability: Availability
  readonly conversations: Conversations
  readonly lists: Lists
  readonly threads: Threads
  readonly notes: Notes
  readonly responder: ResponderLive
  readonly ephemeral: Ephemeral
  readonly chats: ChatActions
  readonly #heartbeat: Heartbeat
  /** In this order each hears of an event. */
  readonly #parts: LivePart[] = []
  readonly #options: LiveOptions
  #openId: number | null = null
  #reloads = 0
  #hasLoaded = false
  #isCatchingUp = false

  constructor(options: LiveOptions) {
    const { projectId, userId } = options
    this.#options = options
    this.projectId = projectId
    this.feed = openFeed({
      serverUrl: location.origin,
      projectId,
      http,
      onEvent: (event) => this.#apply(event),
      onPassing: (passing) => this.#receive(passing),
      onResync: () => void this.#reload(),
      onRejoined: () => void this.#reload(),
      ...(options.seams ? { seams: options.seams } : {}),
    })
    this.replies = openReplyOutbox({ projectId, userId, http })
    this.availability = new Availability({
      projectId,
      userId,
      changed: () => {
        this.#heartbeat.now()
        this.changes.notify()
      },
    })
    const deps: LiveDeps = { projectId, feed: () => this.feed, changed: this.changes.notify }
    const { changed } = deps
    const conversations = this.#add(
      new Conversations({ changed, onUnknown: (id, event) => this.#onUnknown(id, event) }),
    )
    this.conversations = conversations
    this.lists = this.#add(new Lists({ ...deps, conversations }))
    this.threads = this.#add(
      new Threads({
        ...deps,
        shown: (timeline) => this.replies.settle(timeline),
        isUnrecognised: (event) => this.#isUnrecognised(event),
      }),
    )
    this.notes = this.#add(new Notes(deps))
    this.responder = this.#add(new ResponderLive(deps))
    this.ephemeral = this.#add(new Ephemeral(changed))
    this.chats = this.#add(new ChatActions({ projectId, conversations }))
    this.#heartbeat = this.#add(new Heartbeat(this.feed, this.availability))
    this.#add(this.availability)
  }

  get openId(): number | null {
    return this.#openId
  }

  get isCatchingUp(): boolean {
    return this.#isCatchingUp
  }

  start(): () => void {
    const stopListening = [
      this.feed.subscribe(this.changes.notify),
      this.replies.subscribe(() => this.#confirmReplies()),
      this.availability.watch(),
      this.#heartbeat.start(),
      onWake(() => {
        this.feed.wake()
        this.replies.wake()
      }),
    ]
    this.feed.start()
    return () => {
      for (const stop of stopListening) stop()
      this.feed.stop()
      this.replies.close()
    }
  }

  /** The conversation on screen, or none. */
  view(id: number | null): void {
    this.#openId = id
    for (const part of this.#parts) part.view?.(id)
  }

  setAvailability(state: AgentState): void {
    this.availability.choose(state)
  }

  async fetchConversation(id: number): Promise<Conversation> {
    for (;;) {
      const askedAt = Date.now()
      const reload = this.#reloads
      const found = await this.#ask(id)
      // A copy from before continuity was lost may have missed something.
      if (reload !== this.#reloads) continue
      this.conversations.merge([found], askedAt)
      return found
    }
  }

  reply(id: number, text: string): void {
    this.replies.send(id, text)
  }

  #add<Part extends LivePart>(part: Part): Part {
    this.#parts.push(part)
    return part
  }

  #ask(id: number): Promise<Conversation> {
    const ask = () => http.get(`/projects/${this.projectId}/inbox/conversations/${id}`)
    return this.feed.snapshot(ask, applyToConversation)
  }

  #apply(event: FeedEvent): void {
    const id = conversationOf(event)
    const before = id === null ? undefined : this.conversations.known.get(id)
    for (const part of this.#parts) part.apply?.(event)
    this.#options.onEvent(event, before)
  }

  #onUnknown(id: number, event: FeedEvent): void {
    const mayEnter =
      event.event === 'conversationUpdated' && this.lists.mayEnter(event.payload.fields)
    if (mayEnter) void this.fetchConversation(id).catch(() => this.#reload())
  }

  #receive(passing: PassingEvent): void {
    for (const part of this.#parts) part.receive?.(passing)
    this.#options.onPassing(passing)
  }

  /** Fetch everything on screen again, and keep at it until it worked. */
  async #reload(): Promise<void> {
    this.#reloads += 1
    const reload = this.#reloads
    this.#isCatchingUp = this.#hasLoaded
    for (const part of this.#parts) part.invalidate?.()
    this.changes.notify()
    try {
      await this.#refetchOpen()
      await Promise.all(this.#parts.map((part) => part.reload?.()))
      this.#options.onReloaded()
      if (reload !== this.#reloads) return
      this.#hasLoaded = true
      this.#isCatchingUp = false
      this.changes.notify()
    } catch {
      setTimeout(() => {
        if (reload === this.#reloads) void this.#reload()
      }, TRY_AGAIN_MS)
    }
  }

  async #refetchOpen(): Promise<void> {
    if (this.#openId === null) return
    const askedAt = Date.now()
    const reload = this.#reloads
    try {
      const found = await this.#ask(this.#openId)
      if (reload === this.#reloads) this.conversations.mergeFresh([found], askedAt)
    } catch (failure) {
      const isGone = failure instanceof Refusal && failure.status === 404
      if (!isGone) throw failure
    }
  }

  #confirmReplies(): void {
    for (const { state, message } of this.replies.state.entries) {
      if (state === 'confirmed' && message) this.threads.confirm(message)
    }
    this.changes.notify()
  }

  #isUnrecognised(event: FeedEvent): boolean {
    if (event.event !== 'newMessage') return false
    const { sender, tempId, conversationId } = event.payload
    if (sender.type !== 'agent' || sender.id !== this.#options.userId || tempId !== undefined)
      return false
    return this.replies.state.entries.some((entry) => entry.conversationId === conversationId)
  }
}
