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
import type { AgentState, Conversation, FeedEvent, FeedEvents } from '@frontdesk/protocol'
import { call, http, Refusal } from '../api/http'
import { Availability } from './availability'
import { Book } from './book'
import { Changes } from './changes'
import { ChatActions } from './chat-actions'
import { Ephemeral } from './ephemeral'
import { Heartbeat } from './heartbeat'
import { Lists } from './lists'
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
  readonly book = new Book(this.changes.tell)
  readonly passing = new Ephemeral(this.changes.tell)
  readonly lists: Lists
  readonly threads: Threads
  readonly notes: Notes
  readonly responder: ResponderLive
  readonly chats: ChatActions
  readonly availability: Availability
  readonly #beats: Heartbeat
  readonly #options: LiveOptions
  #openId: number | null = null
  #reloads = 0
  #hasLoaded = false
  #isCatchingUp = false

  constructor(options: LiveOptions) {
    const { projectId, userId } = options
    this.#options = options
    this.projectId = projectId
    const parts = { projectId, feed: () => this.feed, changed: this.changes.tell }
    this.lists = new Lists({ ...parts, book: this.book })
    this.notes = new Notes(parts)
    this.responder = new ResponderLive(parts)
    this.chats = new ChatActions({ projectId, book: this.book })
    this.threads = new Threads({
      ...parts,
      shown: (timeline) => this.replies.settle(timeline),
      isUnrecognised: (event) => this.#isUnrecognised(event),
    })
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
    this.availability = new Availability(projectId, () => {
      this.#beats.now()
      this.changes.tell()
    })
    this.#beats = new Heartbeat(this.feed, this.availability)
  }

  get openId(): number | null {
    return this.#openId
  }

  get isCatchingUp(): boolean {
    return this.#isCatchingUp
  }

  start(): () => void {
    const stopListening = [
      this.feed.subscribe(this.changes.tell),
      this.replies.subscribe(() => this.#confirmReplies()),
      this.availability.watch(),
      this.#beats.start(),
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
    this.#beats.view(id)
    this.threads.show(id)
    this.notes.show(id)
    this.responder.show(id)
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
      this.book.learn([found], askedAt)
      return found
    }
  }

  reply(id: number, text: string): void {
    this.replies.send(id, text)
  }

  #ask(id: number): Promise<Conversation> {
    const ask = () =>
      call<Conversation>('GET', `/projects/${this.projectId}/inbox/conversations/${id}`)
    return this.feed.snapshot(ask, applyToConversation)
  }

  #apply(event: FeedEvent): void {
    const id = conversationOf(event)
    const before = id === null ? undefined : this.book.known.get(id)
    const unknown = this.book.apply(event)
    if (unknown !== null && this.#mayEnter(event))
      void this.fetchConversation(unknown).catch(() => this.#reload())
    this.threads.apply(event)
    this.notes.apply(event)
    this.responder.apply(event)
    if (event.event === 'newMessage') this.#stopsTyping(event.payload)
    this.#options.onEvent(event, before)
  }

  #stopsTyping({ conversationId, fromCustomer, sender }: FeedEvents['newMessage']): void {
    if (fromCustomer) this.passing.stopped(conversationId)
    else if (sender.type === 'agent' && sender.id !== null)
      this.passing.replied(conversationId, sender.id)
  }

  #mayEnter(event: FeedEvent): boolean {
    return event.event === 'conversationUpdated' && this.lists.mayEnter(event.payload.fields)
  }

  #receive(passing: PassingEvent): void {
    if (passing.event === 'visitorStatusChanged')
      this.book.receivePresence(passing.payload, Date.now())
    if (passing.event === 'agentStatusChanged' && passing.payload.userId === this.#options.userId)
      this.availability.receive(passing.payload.state)
    this.passing.receive(passing)
    this.responder.receive(passing)
    this.#options.onPassing(passing)
  }

  /** Fetch everything on screen again, and keep at it until it worked. */
  async #reload(): Promise<void> {
    this.#reloads += 1
    const reload = this.#reloads
    this.#isCatchingUp = this.#hasLoaded
    this.chats.forgetMarks()
    this.book.invalidate()
    this.lists.invalidate()
    this.threads.invalidate()
    this.notes.invalidate()
    this.responder.invalidate()
    this.passing.forget()
    this.changes.tell()
    try {
      await this.#refetchOpen()
      await Promise.all([
        this.lists.reload(),
        this.threads.reload(),
        this.notes.reload(),
        this.responder.reload(),
      ])
      this.#options.onReloaded()
      if (reload !== this.#reloads) return
      this.#hasLoaded = true
      this.#isCatchingUp = false
      this.changes.tell()
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
      if (reload === this.#reloads) this.book.relearn([found], askedAt)
    } catch (failure) {
      const isGone = failure instanceof Refusal && failure.status === 404
      if (!isGone) throw failure
    }
  }

  #confirmReplies(): void {
    for (const { state, message } of this.replies.state.entries) {
      if (state === 'confirmed' && message) this.threads.confirm(message)
    }
    this.changes.tell()
  }

  #isUnrecognised(event: FeedEvent): boolean {
    if (event.event !== 'newMessage') return false
    const { sender, tempId, conversationId } = event.payload
    if (sender.type !== 'agent' || sender.id !== this.#options.userId || tempId !== undefined)
      return false
    return this.replies.state.entries.some((entry) => entry.conversationId === conversationId)
  }
}
