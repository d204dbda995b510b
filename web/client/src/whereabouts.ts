import type { SessionMetadata, SiteProfile, VisitorRequests } from '@frontdesk/protocol'
import type { Clock, Link } from './seams.ts'
import { noVisit, type Page, sessionMetadata, visitPage, withinBudget } from './visit.ts'

export interface WhereaboutsParts {
  clock: Clock
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  isLive(): boolean
}

/** Where this visitor has been while the widget was there, and who the site says they are. */
export class Whereabouts {
  readonly #parts: WhereaboutsParts
  #visit = noVisit
  #profile: SiteProfile | null = null

  constructor(parts: WhereaboutsParts) {
    this.#parts = parts
  }

  visited(page: Page): void {
    this.#visit = visitPage(this.#visit, page, this.#parts.clock.now())
    this.#tellPage()
  }

  described(profile: SiteProfile | null): void {
    const isNews = JSON.stringify(profile) !== JSON.stringify(this.#profile)
    this.#profile = profile
    if (isNews) this.#tellProfile()
  }

  /** A fresh connection knows nothing of either. */
  tell(): void {
    this.#tellPage()
    this.#tellProfile()
  }

  forget(): void {
    this.#visit = noVisit
    this.#profile = null
  }

  get metadata(): SessionMetadata {
    const { userAgent = '', language = '' } = globalThis.navigator ?? {}
    const visit = sessionMetadata(this.#visit, userAgent, language)
    return withinBudget(this.#profile ? { ...visit, profile: this.#profile } : visit)
  }

  #tellPage(): void {
    const page = this.#visit.pages.at(-1)
    const { link, isLive } = this.#parts
    if (!page || !isLive()) return
    void link.request('updateContext', { currentUrl: page.url, title: page.title ?? null })
  }

  #tellProfile(): void {
    const { link, isLive } = this.#parts
    if (this.#profile && isLive()) void link.request('setProfile', this.#profile)
  }
}
