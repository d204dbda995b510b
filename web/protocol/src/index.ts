import type {
  AgentNotices,
  AgentRequests,
  FeedEvents,
  RefusedAck,
  VisitorNotices,
  VisitorRequests,
} from './generated/wire.ts'

export type * from './generated/operations.ts'
export * from './generated/wire.ts'
export type * from './http.ts'

type Table = { payload: unknown; answer: unknown }

export type Payload<Requests, Name extends keyof Requests> = Requests[Name] extends {
  payload: infer P
}
  ? P
  : never

type Emits<Requests extends { [Name in keyof Requests]: Table }> = {
  [Name in keyof Requests]: (
    payload: Requests[Name]['payload'],
    answer: (answer: Requests[Name]['answer'] | RefusedAck) => void,
  ) => void
}

type Listens<Notices> = { [Name in keyof Notices]: (payload: Notices[Name]) => void }

/** The event maps of socket.io-client: `Socket<VisitorListens, VisitorEmits>`. */
export type VisitorEmits = Emits<VisitorRequests>
export type VisitorListens = Listens<VisitorNotices>
export type AgentEmits = Emits<AgentRequests>
export type AgentListens = Listens<AgentNotices>

/** A numbered event of a project's feed, as a union to switch on. */
export type FeedEvent = {
  [Name in keyof FeedEvents]: { event: Name; payload: FeedEvents[Name]; feedSeq: number }
}[keyof FeedEvents]
