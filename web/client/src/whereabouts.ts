import type { SessionMetadata, UpdateContext } from '@frontdesk/protocol'
import type { Clock } from './seams.ts'
import { noVisit, type Page, sessionMetadata, visitPage } from './visit.ts'

/** Which pages this visitor has been on while the widget was there. */
export class Whereabouts {
  readonly #clock: Clock
  #visit = noVisit

  constructor(clock: Clock) {
    this.#clock = clock
  }

  visited(page: Page): void {
    this.#visit = visitPage(this.#visit, page, this.#clock.now())
  }

  forget(): void {
    this.#visit = noVisit
  }

  get context(): UpdateContext | null {
    const page = this.#visit.pages.at(-1)
    return page ? { currentUrl: page.url, title: page.title ?? null } : null
  }

  get metadata(): SessionMetadata {
    const { userAgent = '', language = '' } = globalThis.navigator ?? {}
    return sessionMetadata(this.#visit, userAgent, language)
  }
}
