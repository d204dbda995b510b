import type { Bubble, VisitorState } from '@frontdesk/client'
import { effect } from '@preact/signals'
import { type Chat, isInView } from './chat.ts'
import { chime } from './sound.ts'

/** Tell the page what it shows outside the panel: badge, events, whether to come back by itself. */
export function keepPageInformed(chat: Chat): () => void {
  let unread = 0
  let wasLive: boolean | null = null
  let refusal = ''
  const news = newsOf()
  return effect(() => {
    const state = chat.visitor.value
    refusal = tellRefusal(state, refusal)
    if (!state.isReady) return
    if (state.unreadCount !== unread) {
      unread = state.unreadCount
      chat.tellPage({ frontdesk: 'unread', value: unread })
    }
    const isLive = lives(state)
    if (isLive !== wasLive) chat.tellPage({ frontdesk: 'live', value: isLive })
    wasLive = isLive
    for (const message of news(state.bubbles)) {
      const { id, conversationId, fromCustomer } = message
      chat.tellPage({ frontdesk: 'message', value: { id, conversationId, fromCustomer } })
      if (!fromCustomer && !chat.isMuted.value && !isInView(chat)) chime()
    }
  })
}

/** The closed panel shows itself for as long as it has an answer to tease. */
export function keepTeaserShown(chat: Chat): () => void {
  let isPeeking = false
  return effect(() => {
    const hasTeaser = chat.teaser.value !== null
    if (hasTeaser !== isPeeking) chat.tellPage({ frontdesk: 'peek', value: hasTeaser })
    isPeeking = hasTeaser
  })
}

/** Whoever built the page should read why there is no chat on it. */
function tellRefusal({ connection }: VisitorState, told: string): string {
  const refusal = connection.kind === 'refused' ? `${connection.code}: ${connection.message}` : ''
  if (refusal && refusal !== told) console.error(`frontdesk: no chat here. ${refusal}`)
  return refusal
}

/** Whether the next page should connect by itself: an answer, or an unsent message, may be waiting. */
export function lives({ conversation, bubbles, unreadCount }: VisitorState): boolean {
  const isOpen = conversation?.status === 'open' || conversation?.status === 'pending'
  // An answer that was not read keeps its badge, finished or not.
  return isOpen || unreadCount > 0 || bubbles.some(({ message }) => message === null)
}

/** Gives each message once, beginning with those that arrive after the history was known. */
function newsOf() {
  let newestId: number | null = null
  return (bubbles: readonly Bubble[]) => {
    const messages = bubbles.flatMap(({ message }) => (message ? [message] : []))
    const known = newestId
    newestId = Math.max(known ?? 0, ...messages.map(({ id }) => id))
    return known === null ? [] : messages.filter(({ id }) => id > known)
  }
}
