import { type Http, HttpError } from './http.ts'
import { browserDevice } from './indexed-device.ts'
import { Outbox, type OutboxState, type Sent } from './outbox.ts'
import type { Outgoing } from './outgoing.ts'
import { systemClock } from './seams.ts'
import type { Store } from './store.ts'
import { browserTabs } from './tabs.ts'
import { lastSeq, type Timeline } from './timeline.ts'

export interface ReplyOutbox extends Store<OutboxState> {
  /** Show the reply at once and send it; returns its temp id. */
  send(conversationId: number, text: string): string
  retry(tempId: string): void
  discard(tempId: string): void
  /** Let go of what this thread shows by now; call it when a thread changes. */
  settle(timeline: Timeline): void
  /** The network is back: don't wait for the timer. */
  wake(): void
  close(): void
}

export interface ReplyOutboxOptions {
  projectId: number
  userId: number
  http: Pick<Http, 'post'>
}

/** An agent's replies, kept on the device like a visitor's messages until stored. */
export function openReplyOutbox({ projectId, userId, http }: ReplyOutboxOptions): ReplyOutbox {
  const name = `frontdesk-replies-${projectId}-${userId}`
  const outbox = new Outbox({
    device: browserDevice(name),
    tabs: browserTabs(name),
    clock: systemClock,
    random: Math.random,
    send: (entry) => post(http, projectId, entry),
  })
  outbox.resume()
  void outbox.open()
  return {
    get state() {
      return outbox.state
    },
    subscribe: (listener) => outbox.subscribe(listener),
    send: (conversationId, text) => outbox.add(text, conversationId),
    retry: (tempId) => void outbox.retry(tempId),
    discard: (tempId) => outbox.discard(tempId),
    settle: (timeline) => outbox.settle(isIn(timeline)),
    wake: () => outbox.resume(),
    close: () => outbox.close(),
  }
}

function isIn(timeline: Timeline): (entry: Outgoing) => boolean {
  const { conversationId, messages } = timeline
  const tempIds = new Set(messages.map((message) => message.tempId))
  return (entry) => {
    if (entry.conversationId !== conversationId) return false
    const isReached = entry.message !== null && entry.message.seq <= lastSeq(timeline)
    return isReached || tempIds.has(entry.tempId)
  }
}

async function post(
  http: Pick<Http, 'post'>,
  projectId: number,
  { conversationId, content, tempId }: Outgoing,
): Promise<Sent> {
  if (conversationId === null) throw new Error('A reply belongs to a conversation.')
  const path = `/projects/${projectId}/inbox/conversations/${conversationId}/messages` as const
  try {
    const message = await http.post(path, { body: { text: content, tempId } })
    return { kind: 'stored', message: { ...message, tempId } }
  } catch (error) {
    if (!(error instanceof HttpError)) throw error
    const { code, reason, message, retryAfterSeconds } = error
    const wait = retryAfterSeconds === null ? {} : { retryAfterSeconds }
    return { kind: 'refused', error: { code, reason, message, ...wait } }
  }
}
