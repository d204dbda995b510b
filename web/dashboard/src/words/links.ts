/** An address a visitor or a model gave us, if it is one a browser may safely open. */
export function safeUrl(text: string): string | null {
  try {
    const url = new URL(text)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

/** `example.com/pricing`: an address as a person reads it. */
export function shortUrl(text: string): string {
  const safe = safeUrl(text)
  if (!safe) return text
  const url = new URL(safe)
  return (url.host + url.pathname.replace(/\/$/, '') + url.search).replace(/^www\./, '')
}

/** `/pricing`: where on the site somebody is. */
export function pathOf(text: string): string {
  const safe = safeUrl(text)
  if (!safe) return text
  const url = new URL(safe)
  return url.pathname + url.search
}

export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

const ADDRESS = /https?:\/\/[^\s<>"'`{}|\\^]+/gi
const TRAILING = /[.,;:!?)\]»”’…]+$/u

// Marks that turn the reading direction around can make one address look like another.
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** "https://bank.example@evil.example" reads as the wrong place, and so may what is turned around. */
function deceives(address: string): boolean {
  if (DIRECTION_MARKS.test(address) || !URL.canParse(address)) return true
  const { username, password } = new URL(address)
  return username !== '' || password !== ''
}

/** Split inert text into words and links. Nothing else in a message ever means anything. */
export function piecesOf(content: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const found of content.matchAll(ADDRESS)) {
    const text = found[0].replace(TRAILING, '')
    const href = deceives(text) ? null : safeUrl(text)
    if (!href) continue
    if (found.index > from) pieces.push({ kind: 'text', text: content.slice(from, found.index) })
    pieces.push({ kind: 'link', text, href })
    from = found.index + text.length
  }
  if (from < content.length) pieces.push({ kind: 'text', text: content.slice(from) })
  return pieces
}
