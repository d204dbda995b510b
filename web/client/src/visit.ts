import { MAX_SESSION_BYTES, type PageVisit, type SessionMetadata } from '@frontdesk/protocol'

export interface Page {
  url: string
  title?: string
  referrer?: string
}

/** Where a visitor is and was, as a message's `sessionMetadata` says it. */
export interface Visit {
  readonly landingPage: string | null
  readonly referrer: string | null
  readonly pages: readonly PageVisit[]
}

export const noVisit: Visit = { landingPage: null, referrer: null, pages: [] }

const MAX_PAGES = 10
const MAX_URL = 2_048
const MAX_TITLE = 300

export function visitPage(visit: Visit, page: Page, now: number): Visit {
  const url = withoutSecrets(page.url)
  if (url === null) return visit
  const title = page.title?.slice(0, MAX_TITLE) ?? null
  const others = visit.pages.at(-1)?.url === url ? visit.pages.slice(0, -1) : visit.pages
  const pages = [...others, { url, title, at: new Date(now).toISOString() }].slice(-MAX_PAGES)
  if (visit.landingPage !== null) return { ...visit, pages }
  const referrer = page.referrer ? withoutSecrets(page.referrer) : null
  return { landingPage: url, referrer, pages }
}

const PAUSE_MS = 30 * 60_000

/** A visit ends when no page was opened for half an hour. */
export function hasEnded(visit: Visit, now: number): boolean {
  const last = Date.parse(visit.pages.at(-1)?.at ?? '')
  return !(now - last <= PAUSE_MS)
}

/** The page is the one it was; only what it is called may be new. */
export function retitled(visit: Visit, page: Page): Visit {
  const url = withoutSecrets(page.url)
  const at = visit.pages.findLastIndex((one) => one.url === url)
  const title = page.title?.slice(0, MAX_TITLE) ?? null
  const pages = visit.pages.map((one, index) => (index === at ? { ...one, title } : one))
  return { ...visit, pages }
}

export function sessionMetadata(visit: Visit, userAgent: string, locale: string): SessionMetadata {
  return {
    referrer: visit.referrer,
    landingPage: visit.landingPage,
    pages: [...visit.pages],
    browser: browserOf(userAgent),
    os: osOf(userAgent),
    locale: locale.slice(0, 35) || null,
  }
}

/** Leave out the oldest pages until the rest fits: the message it goes with is what matters. */
export function withinBudget(session: SessionMetadata): SessionMetadata {
  const { pages = [] } = session
  if (pages.length === 0 || bytesOf(session) <= MAX_SESSION_BYTES) return session
  return withinBudget({ ...session, pages: pages.slice(1) })
}

function bytesOf(value: unknown): number {
  return new TextEncoder().encode(JSON.stringify(value)).length
}

const SECRET_NAME =
  /token|secret|passw|pwd|session|auth|signature|credential|api[-_]?key|jwt|otp|(^|[-_])(sig|sid|key|code|state|hash|nonce|ticket|magic)($|[-_])/i
// A long run without a space that mixes letters and digits is rarely meant to be read.
const SECRET_VALUE = /^(?=.*[0-9])(?=.*[a-z])[\w.~+/=-]{24,}$/i

/** An address as it may be shown to an agent: what looks like a key is left out. */
export function withoutSecrets(address: string): string | null {
  const url = parsed(address)
  if (!url) return null
  url.username = ''
  url.password = ''
  for (const [name, value] of [...url.searchParams]) {
    if (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) url.searchParams.delete(name)
  }
  // Single sign-on answers in the fragment; a plain anchor is harmless.
  if (/[=&]/.test(url.hash) || SECRET_VALUE.test(url.hash.slice(1))) url.hash = ''
  return url.href.slice(0, MAX_URL)
}

function parsed(address: string): URL | null {
  try {
    const url = new URL(address)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

const BROWSERS: [RegExp, string][] = [
  [/Edg\/(\d+)/, 'Edge'],
  [/OPR\/(\d+)/, 'Opera'],
  [/Firefox\/(\d+)/, 'Firefox'],
  [/(?:Chrome|CriOS)\/(\d+)/, 'Chrome'],
  [/Version\/(\d+).*Safari/, 'Safari'],
]

const SYSTEMS: [RegExp, string][] = [
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
]

function browserOf(userAgent: string): string | null {
  for (const [pattern, name] of BROWSERS) {
    const found = pattern.exec(userAgent)
    if (found) return `${name} ${found[1]}`
  }
  return null
}

function osOf(userAgent: string): string | null {
  return SYSTEMS.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null
}
