import { noVisit, type Visit, withoutSecrets } from './visit.ts'

/** Where a visit is kept through page loads, for all tabs of this device. */
export interface Visits {
  /** Null: nothing is kept, or nothing may be. */
  load(): Visit | null
  keep(visit: Visit): void
  forget(): void
}

/** Beside the identity. A browser that allows no storage keeps the visit of one page load. */
export function browserVisits(name: string): Visits {
  const key = `${name}-visit`
  return {
    load: () => attempt(() => read(localStorage.getItem(key))),
    keep: (visit) => void attempt(() => localStorage.setItem(key, JSON.stringify(visit))),
    forget: () => void attempt(() => localStorage.removeItem(key)),
  }
}

function attempt<T>(use: () => T): T | null {
  try {
    return use()
  } catch {
    return null
  }
}

/** Only what a visit of ours looks like: another version, or somebody else, may have written it. */
function read(text: string | null): Visit | null {
  const kept: unknown = text === null ? null : JSON.parse(text)
  if (typeof kept !== 'object' || kept === null) return null
  const { landingPage, referrer, pages } = kept as Record<string, unknown>
  if (!Array.isArray(pages)) return null
  return {
    ...noVisit,
    landingPage: addressOf(landingPage),
    referrer: addressOf(referrer),
    pages: pages.flatMap(pageOf).slice(-10),
  }
}

function pageOf(value: unknown): { url: string; title: string | null; at: string }[] {
  const { url, title, at } = (value ?? {}) as Record<string, unknown>
  const address = addressOf(url)
  if (address === null || typeof at !== 'string' || Number.isNaN(Date.parse(at))) return []
  return [{ url: address, title: typeof title === 'string' ? title.slice(0, 300) : null, at }]
}

function addressOf(value: unknown): string | null {
  return typeof value === 'string' ? withoutSecrets(value) : null
}
