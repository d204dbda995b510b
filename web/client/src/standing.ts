import type {
  Identified,
  QueuePosition,
  VisitorConversation,
  VisitorRequests,
} from '@frontdesk/protocol'
import { meaning, type Refusal, type RefusedAck } from './refusal.ts'
import type { Link } from './seams.ts'
import { createStore, type Store } from './store.ts'

/** How things stand for a visitor, beside what was written. */
export interface Standing {
  /** The team closed this chat: nothing can be written. */
  readonly isClosed: boolean
  /** What is written next belongs to the conversation on screen; else it begins another. */
  readonly isContinued: boolean
  /** The place in the queue, while there is one. */
  readonly queue: QueuePosition | null
  /** The team knows where to write to. */
  readonly hasEmail: boolean
  /** Shown already, and not answered by the server yet; before there is a conversation, kept for it. */
  readonly wished: Partial<Pick<VisitorConversation, 'aiEnabled' | 'hasAskedForPerson'>>
}

export const plainStanding: Standing = {
  isClosed: false,
  isContinued: false,
  queue: null,
  hasEmail: false,
  wished: {},
}

export interface StandingStore extends Store<Standing> {
  change(change: Partial<Standing>): void
  /** What the server said when this page introduced itself. */
  introduced(answer: Identified | RefusedAck): void
}

export function createStanding(): StandingStore {
  const store = createStore(plainStanding)
  const change = (next: Partial<Standing>) => store.set({ ...store.state, ...next })
  return {
    get state() {
      return store.state
    },
    subscribe: store.subscribe,
    change,
    introduced(answer) {
      if (isClosed(answer)) change({ ...plainStanding, isClosed: true })
      if (!answer.ok) return
      const { hasEmail, isContinued, conversation } = answer
      change({ isClosed: false, hasEmail, isContinued, ...(conversation ? {} : { queue: null }) })
    },
  }
}

/** The team closed this chat for good. We stay, and hear when it is opened again. */
export function isClosed(answer: Identified | RefusedAck): boolean {
  if (answer.ok) return false
  const known = { chat_closed: true, project_gone: false }
  return meaning(answer.error, known, (code) => code === 'gone')
}

export interface ContactParts {
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  standing: StandingStore
}

/** Leave an address to be reached at; answers why not, or null. */
export async function leaveContact(
  { link, standing }: ContactParts,
  email: string,
): Promise<Refusal | null> {
  const answer = await link.request('setContact', { email })
  if (!answer.ok) return answer.error
  standing.change({ hasEmail: true })
  return null
}
