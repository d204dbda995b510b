export type Piece = { kind: 'text'; text: string } | { kind: 'link'; text: string; href: string }

const ADDRESS = /\bhttps?:\/\/[^\s<>"'`]+/gi
const TRAILING = /[.,;:!?…)\]}»”’]+$/
// Marks that turn the reading direction around can make one address look like another.
const DIRECTION_MARKS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

/** Split a message into plain text and the addresses in it. Nothing here becomes HTML. */
export function linkify(content: string): Piece[] {
  const pieces: Piece[] = []
  let shown = 0
  for (const found of content.matchAll(ADDRESS)) {
    const text = withoutTrailing(found[0])
    const href = safeHref(text)
    if (!href) continue
    if (found.index > shown) pieces.push({ kind: 'text', text: content.slice(shown, found.index) })
    pieces.push({ kind: 'link', text, href })
    shown = found.index + text.length
  }
  if (shown < content.length) pieces.push({ kind: 'text', text: content.slice(shown) })
  return pieces
}

function withoutTrailing(address: string): string {
  const bare = address.replace(TRAILING, '')
  // A bracket that was opened inside the address belongs to it.
  return address[bare.length] === ')' && bare.includes('(') ? `${bare})` : bare
}

function safeHref(text: string): string | null {
  if (DIRECTION_MARKS.test(text) || !URL.canParse(text)) return null
  const url = new URL(text)
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  // "https://bank.example@evil.example" reads as the wrong place.
  return isWeb && !url.username && !url.password ? url.href : null
}
