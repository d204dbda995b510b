import {
  applyToConversation,
  type Feed,
  type FeedOptions,
  openFeed,
  openReplyOutbox,
  type ReplyOutbox,
} from '@frontdesk/client'
import type {
  Conversation,
  ConversationStatus,
  FeedEvent,
  NewMessage,
  PatchConversation,
} from '@frontdesk/protocol'
import { call, http, Refusal } from '../api/http'
import { Beats } from './beats'
import { Book } from './book'
import { Changes } from './changes'
import { Lists } from './lists'
import { PassingNow } from './presence-now'
import { Threads } from './threads'

export type LiveOptions = {
  projectId: number
  userId: number
  /** A visitor wrote; `before` is the conversation as it was known until now. */
  onVisitorMessage: (message: NewMessage, before: Conversation | undefined) => void
  seams?: FeedOptions['seams']
  /** What a visitor's panel shows may have changed. */
  onVisitorChanged: (visitorId: number | null) => void
}

const TRY_AGAIN_MS = 2000

/** One project as this page sees it: fed by events, equal to a fresh load after any interruption. */
export class ProjectLive {
  readonly projectId: number
  readonly feed: Feed
  readonly replies: ReplyOutbox
  readonly changes = new Changes()
  readonly book = new Book(this.changes.tell)
  readonly passing = new PassingNow(this.changes.tell)
  readonly lists: Lists
  readonly threads: Threads
  readonly #beats: Beats
  readonly #options: LiveOptions
  readonly #readUpTo = new Map<number, number>()
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
      onPassing: (passing) => {
        if (passing.event === 'visitorStatusChanged')
          this.book.hearPresence(passing.payload, Date.now())
        this.passing.hear(passing)
      },
      onResync: () => void this.#reload(),
      onRejoined: () => void this.#reload(),
      ...(options.seams ? { seams: options.seams } : {}),
    })
    this.replies = openReplyOutbox({ projectId, userId, http })
    this.#beats = new Beats(this.feed)
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

  setTyping(id: number, isTyping: boolean): void {
    // Worth nothing a moment later: a lost one is not repeated.
    call('POST', `${this.#path(id)}/typing`, { isTyping }).catch(() => {})
  }

  async setStatus(id: number, status: ConversationStatus): Promise<void> {
    await this.#patch(id, { status })
  }

  /** Say how far the open conversation was read; once per position. */
  markRead(id: number, upToSeq: number): void {
    if ((this.#readUpTo.get(id) ?? 0) >= upToSeq) return
    this.#readUpTo.set(id, upToSeq)
    this.#patch(id, { read: true, readUpToSeq: upToSeq }).catch(() => {
      // What stays on screen is reported again with the next look at it.
      this.#readUpTo.delete(id)
    })
  }

  async #patch(id: number, change: PatchConversation): Promise<void> {
    const askedAt = Date.now()
    const changed = await call<Conversation>('PATCH', this.#path(id), change)
    if (this.book.known.has(id)) this.book.learn([changed], askedAt)
  }

  #ask(id: number): Promise<Conversation> {
    const ask = () => call<Conversation>('GET', this.#path(id))
    return this.feed.snapshot(ask, applyToConversation)
  }

  #apply(event: FeedEvent): void {
    const before = this.book.known.get(event.payload.conversationId)
    const unknown = this.book.apply(event)
    if (unknown !== null) void this.fetchConversation(unknown).catch(() => this.#reload())
    this.threads.apply(event)
    if (event.event !== 'newMessage') return
    if (!event.payload.fromCustomer) return
    this.passing.stopped(event.payload.conversationId)
    this.#options.onVisitorChanged(event.payload.visitorId)
    this.#options.onVisitorMessage(event.payload, before)
  }

  /** Fetch everything on screen again, and keep at it until it worked. */
  async #reload(): Promise<void> {
    this.#reloads += 1
    const reload = this.#reloads
    this.#isCatchingUp = this.#hasLoaded
    this.#readUpTo.clear()
    this.book.beginAgain()
    this.lists.beginAgain()
    this.threads.beginAgain()
    this.passing.forget()
    this.changes.tell()
    try {
      await this.#refetchOpen()
      await Promise.all([this.lists.reload(), this.threads.reload()])
      this.#options.onVisitorChanged(null)
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

  #path(id: number): string {
    return `/projects/${this.projectId}/inbox/conversations/${id}`
  }
}

function onWake(wake: () => void): () => void {
  const onVisible = () => {
    if (!document.hidden) wake()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', onVisible)
  return () => {
    removeEventListener('online', wake)
    document.removeEventListener('visibilitychange', onVisible)
  }
}
