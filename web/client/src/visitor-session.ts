import type { SiteProfile, VisitorNotices, VisitorRequests } from '@frontdesk/protocol'
import { LiveConnection, type Settled } from './connection.ts'
import { deliver } from './delivery.ts'
import { Outbox, type Sent } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { Receipts } from './receipts.ts'
import type { NoticeOf } from './seams.ts'
import { createStanding, leaveContact, plainStanding } from './standing.ts'
import { createStore, type Store } from './store.ts'
import { TypingTeller, TypingWatch } from './typing.ts'
import type { Page } from './visit.ts'
import { VisitorHistory } from './visitor-history.ts'
import { type IntroductionParts, introduce, settle } from './visitor-introduction.ts'
import { hearVisitorNotice, type TabMessage } from './visitor-notices.ts'
import { browserSeams, type VisitorSeams, type VisitorSessionOptions } from './visitor-seams.ts'
import {
  initialState,
  lastTeamSeq,
  shownIn,
  type VisitorState,
  visitorState,
} from './visitor-state.ts'
import { Whereabouts } from './whereabouts.ts'
import { type Wish, Wishes } from './wishes.ts'

export const openVisitorSession = (options: VisitorSessionOptions) => new VisitorSession(options)

/** A visitor's side of the conversation, on this page. */
export class VisitorSession implements Store<VisitorState> {
  readonly #seams: VisitorSeams & { projectId: number }
  readonly #store = createStore<VisitorState>(initialState)
  readonly #connection: LiveConnection<VisitorRequests, VisitorNotices>
  readonly #history: VisitorHistory
  readonly #standing = createStanding()
  readonly #outbox: Outbox
  readonly #receipts: Receipts
  readonly #teller: TypingTeller
  readonly #watch: TypingWatch
  readonly #whereabouts: Whereabouts
  readonly #wishes = new Wishes(() => this.#introduction)
  #isOpen = false
  #isReady = false

  constructor(options: VisitorSessionOptions) {
    const { projectId } = options
    this.#seams = { ...browserSeams(options), ...options.seams, projectId }
    const { clock, link, visits } = this.#seams
    this.#history = new VisitorHistory({
      identify: (afterSeq) => introduce(this.#introduction, afterSeq),
      fetch: (payload) => link.request('fetchMessages', payload),
      changed: () => this.#changed(),
    })
    this.#outbox = new Outbox({
      ...this.#seams,
      send: (entry) => this.#deliver(entry),
      hear: (message) => this.#hearTab(message as TabMessage),
    })
    this.#connection = new LiveConnection({
      ...this.#seams,
      beat: 'conversationHead',
      expectsBeat: () => this.#history.conversation !== null,
      settle: () => this.#settle(),
      hear: (notice) => this.#hear(notice),
    })
    this.#receipts = new Receipts(link)
    this.#teller = new TypingTeller(clock, (isTyping) => {
      if (this.#isLive) void link.request('visitorIsTyping', { isTyping })
    })
    this.#whereabouts = new Whereabouts({ clock, link, visits, isLive: () => this.#isLive })
    this.#watch = new TypingWatch(clock, () => this.#show())
    this.#standing.subscribe(() => this.#show())
    this.#outbox.subscribe(() => this.#changed())
    this.#connection.subscribe(() => this.#connectionChanged())
  }

  get state(): VisitorState {
    return this.#store.state
  }

  subscribe(listener: () => void): () => void {
    return this.#store.subscribe(listener)
  }

  /** Connect; nothing is stored or opened before this. */
  start(): void {
    if (!this.#isOpen) void this.#outbox.open()
    this.#isOpen = true
    this.#connection.start()
  }

  /** Close the connection and keep everything. */
  stop(): void {
    this.#connection.stop()
  }

  /** The network or the page came back: try now. */
  wake(): void {
    this.#connection.wake()
  }

  /** Show a message at once and send it as soon as that is possible. */
  send(content: string): string {
    this.#teller.stopped()
    return this.#outbox.add(content.trim(), null)
  }

  /** Send a failed message once more; returns the temp id it now has. */
  retry(tempId: string): string {
    return this.#outbox.retry(tempId)
  }

  discard(tempId: string): void {
    this.#outbox.discard(tempId)
  }

  loadOlder(): Promise<void> {
    return this.#history.loadOlder()
  }

  /** Everything shown has been seen. */
  markRead(): void {
    const upToSeq = lastTeamSeq(this.#history.timeline)
    if (upToSeq <= this.#receipts.readSeq) return
    this.#seams.tabs.post({ kind: 'read', upToSeq } satisfies TabMessage)
    this.#read(upToSeq)
  }

  typing(): void {
    this.#teller.keyPressed()
  }

  /** Leave an address to be reached at; answers why not, or null. */
  leaveContact(email: string): ReturnType<typeof leaveContact> {
    return leaveContact(this.#introduction, email)
  }

  /** Choose who answers; answers why not, or null. */
  want(wish: Wish): ReturnType<Wishes['want']> {
    return this.#wishes.want(wish)
  }

  stoppedTyping(): void {
    this.#teller.stopped()
  }

  /** Who the site says the visitor is; null: it says nothing. */
  describe(profile: SiteProfile | null): void {
    this.#whereabouts.described(profile)
  }

  visitPage(page: Page): void {
    this.#whereabouts.visited(page)
  }

  /** Forget the person on this device, then in every tab: one that begins anew finds nothing. */
  async forget(): Promise<void> {
    this.#leave()
    await this.#seams.device.forget()
    this.#seams.tabs.post({ kind: 'forgotten' } satisfies TabMessage)
  }

  get #isLive(): boolean {
    return this.#connection.state.kind === 'live'
  }

  get #introduction(): IntroductionParts {
    return { ...this.#seams, history: this.#history, standing: this.#standing }
  }

  async #settle(): Promise<Settled> {
    const settled = await settle(this.#introduction)
    if (settled.kind === 'live') this.#isReady = true
    return settled
  }

  #deliver(entry: Outgoing): Promise<Sent> {
    const metadata = { ...this.#whereabouts.metadata, ...this.#wishes.beforehand }
    return deliver(entry, { ...this.#introduction, connection: this.#connection, metadata })
  }

  #hear(notice: NoticeOf<VisitorNotices>): void {
    hearVisitorNotice(notice, { ...this.#introduction, outbox: this.#outbox, watch: this.#watch })
    if (notice.event !== 'conversationHead') return
    if (this.#isLive) this.#history.head(notice.payload)
    this.#tellReceipts()
  }

  #connectionChanged(): void {
    if (this.#isLive) {
      this.#outbox.resume()
      this.#whereabouts.tell()
    } else {
      this.#outbox.pause()
      this.#watch.heard(null)
    }
    this.#changed()
  }

  #changed(): void {
    const { timeline, conversation } = this.#history
    this.#outbox.settle(shownIn(timeline))
    this.#receipts.follow(conversation)
    this.#wishes.settle()
    this.#receipts.reach('delivered', lastTeamSeq(timeline))
    this.#tellReceipts()
    this.#show()
  }

  #show(): void {
    this.#store.set(
      visitorState({
        ...this.#standing.state,
        connection: this.#connection.state,
        conversation: this.#history.conversation,
        timeline: this.#history.timeline,
        entries: this.#outbox.state.entries,
        hasOlder: this.#history.hasOlder,
        typingAgent: this.#watch.name,
        readSeq: this.#receipts.readSeq,
        isReady: this.#isReady,
      }),
    )
  }

  #read(upToSeq: number): void {
    this.#receipts.reach('read', upToSeq)
    this.#tellReceipts()
    this.#show()
  }

  #tellReceipts(): void {
    if (this.#isLive) void this.#receipts.tell()
  }

  #hearTab(message: TabMessage): void {
    if (message.kind === 'read') this.#read(message.upToSeq)
    if (message.kind === 'forgotten') this.#leave()
  }

  #leave(): void {
    this.#connection.stop()
    this.#outbox.clear()
    this.#history.forget()
    this.#whereabouts.forget()
    this.#wishes.forget()
    this.#standing.change(plainStanding)
    this.#isReady = false
    this.#show()
  }
}
