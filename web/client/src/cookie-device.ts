import { type Device, firstToken, type Identity } from './device.ts'
import type { Outgoing } from './outgoing.ts'

/**
 * Keeps a little in partitioned cookies, for browsers that refuse every other storage to a
 * frame of another site. They belong to this site within that one, reach our panel's path
 * only, and hold a few kilobytes: the identity always, unsent messages while there is room.
 */

const PATH = '/widget/'
const YEAR_SECONDS = 31_536_000
const DAY_SECONDS = 86_400
// A browser drops a cookie above 4 kB, and a site's oldest ones above 10 kB.
const MAX_COOKIE = 3_800
const MAX_TOTAL = 8_000

export interface Jar {
  read(): string
  write(cookie: string): void
}

export const documentJar: Jar = {
  read: () => document.cookie,
  write: (cookie) => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in some browsers that need this.
    document.cookie = cookie
  },
}

/** Null where cookies are refused too. */
export function cookieDevice(name: string, jar: Jar): Device | null {
  const cookies = new Cookies(name, jar)
  cookies.put('probe', '1', DAY_SECONDS)
  if (cookies.get('probe') === null) return null
  cookies.drop('probe')
  return {
    isShared: async () => true,
    loadOutgoing: async () =>
      cookies.names('message-').flatMap((key) => cookies.parsed<Outgoing>(key) ?? []),
    keepOutgoing: async (entry) => {
      // A message that does not fit is still held by the page.
      cookies.put(`message-${entry.tempId}`, JSON.stringify(entry), DAY_SECONDS)
    },
    dropOutgoing: async (tempId) => cookies.drop(`message-${tempId}`),
    loadIdentity: async () => cookies.parsed<Identity>('identity'),
    claimIdentity: async (fresh) => {
      const known = cookies.parsed<Identity>('identity')
      if (known) return known
      cookies.put('identity', JSON.stringify(fresh), YEAR_SECONDS)
      return cookies.parsed<Identity>('identity') ?? fresh
    },
    keepIdentity: async (identity) =>
      cookies.put('identity', JSON.stringify(identity), YEAR_SECONDS),
    claimToken: async (uid, token) => {
      const kept = cookies.parsed<Identity>('identity')
      const identity = firstToken(kept, uid, token)
      if (kept) cookies.put('identity', JSON.stringify(identity), YEAR_SECONDS)
      return identity
    },
    forget: async () => {
      for (const key of cookies.names('')) cookies.drop(key)
    },
  }
}

class Cookies {
  readonly #prefix: string
  readonly #jar: Jar

  constructor(name: string, jar: Jar) {
    this.#prefix = `${name}-`
    this.#jar = jar
  }

  get(key: string): string | null {
    const found = this.#all().find(([name]) => name === this.#prefix + key)
    return found ? decodeURIComponent(found[1]) : null
  }

  parsed<Value>(key: string): Value | null {
    try {
      const text = this.get(key)
      return text === null ? null : (JSON.parse(text) as Value)
    } catch {
      return null
    }
  }

  put(key: string, value: string, maxAgeSeconds: number): void {
    const cookie = `${this.#prefix}${key}=${encodeURIComponent(value)}`
    const others = this.#all().filter(([name]) => name !== this.#prefix + key)
    const total = others.reduce((sum, pair) => sum + pair.join('=').length, 0)
    if (cookie.length > MAX_COOKIE || total + cookie.length > MAX_TOTAL) return
    this.#write(cookie, maxAgeSeconds)
  }

  drop(key: string): void {
    this.#write(`${this.#prefix}${key}=`, 0)
  }

  names(start: string): string[] {
    return this.#all()
      .map(([name]) => name)
      .filter((name) => name.startsWith(this.#prefix + start))
      .map((name) => name.slice(this.#prefix.length))
  }

  #write(cookie: string, maxAgeSeconds: number): void {
    const scope = `Path=${PATH}; Secure; SameSite=None; Partitioned`
    this.#jar.write(`${cookie}; Max-Age=${maxAgeSeconds}; ${scope}`)
  }

  #all(): [name: string, value: string][] {
    return this.#jar
      .read()
      .split('; ')
      .filter((pair) => pair.includes('='))
      .map((pair) => {
        const at = pair.indexOf('=')
        return [pair.slice(0, at), pair.slice(at + 1)]
      })
  }
}
