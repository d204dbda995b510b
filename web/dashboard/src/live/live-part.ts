import type { Feed, PassingEvent } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'

/** Something of a project that is kept current: each part hears of everything and takes what it needs. */
export interface LivePart {
  /** The conversation on screen, or none. */
  view?(id: number | null): void
  apply?(event: FeedEvent): void
  receive?(passing: PassingEvent): void
  /** Continuity was lost just now: whatever travels was read before, and may have missed something. */
  invalidate?(): void
  /** Read again what is on screen, and forget the rest. */
  reload?(): Promise<void>
}

export type LiveDeps = { projectId: number; feed: () => Feed; changed: () => void }
