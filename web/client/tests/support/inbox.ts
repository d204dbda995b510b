import type { Conversation, FeedEvent, FeedPage } from '@frontdesk/protocol'
import { Feed } from '../../src/feed.ts'
import {
  applyPassingToConversation,
  applyToList,
  applyToThread,
  needsFetch,
  pageAfter,
} from '../../src/feed-reducers.ts'
import type { Http } from '../../src/http.ts'
import { emptyTimeline, mergePage, type Timeline } from '../../src/timeline.ts'
import { withoutTempId } from './server-model.ts'
import type { World } from './world.ts'

/** An inbox with one thread open, built on the feed the way the dashboard is. */
export class Inbox {
  list: Conversation[] = []
  thread: Timeline
  resyncs = 0
  seen: number[] = []
  readonly feed: Feed
  readonly link
  readonly #world: World
  #isFetchingGap = false

  constructor(world: World, conversationId = 1) {
    this.#world = world
    this.thread = emptyTimeline(conversationId)
    this.link = world.agentLink()
    this.feed = new Feed({
      serverUrl: '',
      projectId: 1,
      http: { get: this.#get as Http['get'] },
      onEvent: (event) => this.#apply(event),
      onPassing: (passing) => {
        this.list = this.list.map((one) => applyPassingToConversation(one, passing))
      },
      onResync: () => void this.refetch(),
      seams: { link: this.link, clock: world.clock, random: world.random },
    })
  }

  async refetch(): Promise<void> {
    this.resyncs += 1
    const list = this.feed.snapshot(
      () => this.#travel(() => this.#listOnServer()),
      (value, event) => applyToList(value, event, isOpen),
    )
    const thread = this.#threadPage(0)
    this.list = await list
    this.thread = mergePage(this.thread, (await thread).messages)
  }

  /** What a page that just opened would show. */
  get fresh(): { list: readonly Conversation[]; thread: Timeline } {
    const thread = mergePage(emptyTimeline(this.thread.conversationId), this.#messages(0))
    return { list: this.#listOnServer(), thread }
  }

  #apply(event: FeedEvent): void {
    this.seen.push(event.feedSeq)
    const missing = needsFetch(this.list, event)
    this.list = applyToList(this.list, event, isOpen)
    if (missing !== null) void this.refetch()
    const arrived = applyToThread(this.thread, event)
    if (arrived.kind === 'gap') void this.#fillGap(arrived.after)
    else this.thread = arrived.timeline
  }

  async #fillGap(after: number): Promise<void> {
    if (this.#isFetchingGap) return
    this.#isFetchingGap = true
    const page = await this.#threadPage(after)
    this.#isFetchingGap = false
    this.thread = mergePage(this.thread, page.messages)
  }

  /** Through the feed: a page that travels while its messages change must change too. */
  #threadPage(after: number): Promise<Timeline> {
    const empty = emptyTimeline(this.thread.conversationId)
    return this.feed.snapshot(
      () => this.#travel(() => mergePage(empty, this.#messages(after))),
      pageAfter,
    )
  }

  #listOnServer(): Conversation[] {
    const { conversation } = this.#world.server
    return conversation && isOpen(conversation) ? [conversation] : []
  }

  #messages(after: number) {
    return this.#world.server.messages
      .filter((one) => one.conversationId === this.thread.conversationId && one.seq > after)
      .map(withoutTempId)
  }

  /** A request: the server reads at once or late, the answer arrives later still. */
  #travel<Value>(read: () => Value): Promise<Value> {
    const { clock, random } = this.#world
    return new Promise((resolve) => {
      clock.after(Math.floor(random() * 800), () => {
        const value = read()
        clock.after(Math.floor(random() * 800), () => resolve(value))
      })
    })
  }

  readonly #get = async (
    _path: string,
    { query: { after } }: { query: { after: number } },
  ): Promise<FeedPage> => {
    if (this.#world.random() < this.link.faults.loseAnswer) throw new Error('no answer')
    return this.#travel(() => this.#world.server.feedAfter(after, 200))
  }
}

function isOpen(conversation: Conversation): boolean {
  return conversation.status === 'open'
}
