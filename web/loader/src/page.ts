import type { PageNow } from './messages.ts'

// Names that hold secrets, and values long and opaque enough to be one whatever they are called.
const SECRET_NAME = /tok|key|secret|pass|pwd|auth|code|sig|sess|sid|jwt|otp|csrf|state|credential/i
const SECRET_VALUE = /^[\w+/=.-]{32,}$/

/** The address without what could open a door: secrets stay on the page, even from us. */
export function withoutSecrets(href: string): string {
  if (!href) return ''
  const url = new URL(href)
  url.username = url.password = ''
  for (const [name, value] of [...url.searchParams]) {
    if (SECRET_NAME.test(name) || SECRET_VALUE.test(value)) url.searchParams.delete(name)
  }
  // Sign-in flows return tokens in the fragment as "#access_token=…".
  if (/=/.test(url.hash)) url.hash = ''
  return url.href.slice(0, 2048)
}

export const pageNow = (): PageNow => ({
  url: withoutSecrets(location.href),
  title: document.title.slice(0, 300),
  referrer: withoutSecrets(document.referrer),
})
