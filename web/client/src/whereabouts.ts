import type { SessionMetadata, SiteProfile, VisitorRequests } from '@frontdesk/protocol'
import type { Clock, Link } from './seams.ts'
import {
  hasEnded,
  noVisit,
  type Page,
  retitled,
  sessionMetadata,
  type Visit,
  visitPage,
  withinBudget,
  withoutSecrets,
} from './visit.ts'
import type { Visits } from './visits.ts'

export interface WhereaboutsParts {
  clock: Clock
  visits: Visits
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  isLive(): boolean
}

/** Where this visitor has been while the widget was there, and who the site says they are. */
export class Whereabouts {
  readonly #parts: WhereaboutsParts
  #visit: Visit = noVisit
  #page: Page | null = null
  #profile: SiteProfile | null = null

  constructor(parts: WhereaboutsParts) {
    this.#parts = parts
  }

  visited(page: Page): void {
    const now = this.#parts.clock.now()
    const kept = this.#kept
    const isSame = page.url === this.#page?.url && kept.pages.length > 0
    this.#visit = isSame
      ? retitled(kept, page)
      : visitPage(hasEnded(kept, now) ? noVisit : kept, page, now)
    this.#page = page
    this.#parts.visits.keep(this.#visit)
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
    this.#parts.visits.forget()
    this.#profile = null
  }

  get metadata(): SessionMetadata {
    const { userAgent = '', language = '' } = globalThis.navigator ?? {}
    const visit = sessionMetadata(this.#kept, userAgent, language)
    return withinBudget(this.#profile ? { ...visit, profile: this.#profile } : visit)
  }

  /** With what other tabs and earlier page loads added to it. */
  get #kept(): Visit {
    return this.#parts.visits.load() ?? this.#visit
  }

  #tellPage(): void {
    const { link, isLive } = this.#parts
    const currentUrl = this.#page && withoutSecrets(this.#page.url)?.slice(0, 2_048)
    if (!currentUrl || !isLive()) return
    const title = this.#page?.title?.slice(0, 300) ?? null
    void link.request('updateContext', { currentUrl, title })
  }

  #tellProfile(): void {
    const { link, isLive } = this.#parts
    if (this.#profile && isLive()) void link.request('setProfile', this.#profile)
  }
}
