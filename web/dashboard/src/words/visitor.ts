import * as t from './words'

type Named = { id: number; uid: string; name: string | null; email: string | null }

/** What to call a visitor: their name, else their address, else a short stable number. */
export function visitorName(visitor: Named): string {
  return visitor.name?.trim() || visitor.email?.trim() || t.phrases.visitor(visitorTag(visitor))
}

/** The first six signs of the uid that carry meaning; two visitors rarely share them. */
function visitorTag(visitor: Named): string {
  const letters = visitor.uid.replace(/[^0-9a-z]/gi, '').toLowerCase()
  return letters.slice(0, 6) || String(visitor.id)
}
