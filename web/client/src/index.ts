export { type Bubble, sendingAllowance, threadBubbles } from './bubbles.ts'
export type { Connection } from './connection.ts'
export { applyToDrafts } from './drafts.ts'
export { type Beat, type Feed, type FeedOptions, type FeedState, openFeed } from './feed.ts'
export {
  applyPassingToConversation,
  applyToConversation,
  applyToList,
  applyToThread,
  conversationOf,
  needsFetch,
  type PassingEvent,
  pageAfter,
  type ThreadArrival,
} from './feed-reducers.ts'
export { createHttp, type Http, HttpError } from './http.ts'
export { applyToNotes } from './notes.ts'
export type { Outgoing } from './outgoing.ts'
export { pluralsOf } from './plurals.ts'
export { meaning, type Refusal } from './refusal.ts'
export { openReplyOutbox, type ReplyOutbox } from './reply-outbox.ts'
export type { Store } from './store.ts'
export {
  type Arrival,
  emptyTimeline,
  firstSeq,
  lastSeq,
  mergePage,
  receive,
  type Timeline,
} from './timeline.ts'
export type { Page } from './visit.ts'
export type { VisitorSessionOptions } from './visitor-seams.ts'
export { openVisitorSession, type VisitorSession } from './visitor-session.ts'
export type { VisitorState } from './visitor-state.ts'
export type { Wish } from './wishes.ts'
