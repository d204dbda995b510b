import type { PassingEvent } from '@frontdesk/client'
import type { FeedEvent } from '@frontdesk/protocol'
import { Drafts, type LiveParts } from './drafts-live'
import { Writing } from './writing'

/** What the responder does in this project, as this page sees it. */
export class ResponderLive {
  readonly drafts: Drafts
  readonly writing: Writing

  constructor(parts: LiveParts) {
    this.drafts = new Drafts(parts)
    this.writing = new Writing(parts.changed)
  }

  apply(event: FeedEvent): void {
    this.drafts.apply(event)
    this.writing.apply(event)
  }

  hear(passing: PassingEvent): void {
    this.writing.hear(passing)
  }

  beginAgain(): void {
    this.drafts.beginAgain()
    this.writing.forget()
  }
}
