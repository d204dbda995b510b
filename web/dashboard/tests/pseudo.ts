/** A language nobody speaks: accented, and 40 % longer. What a page shows outside of ⟦ ⟧ never passed the catalogue. */
const ACCENTED: Readonly<Record<string, string>> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  i: 'í',
  n: 'ñ',
  o: 'ó',
  s: 'š',
  u: 'ú',
  y: 'ý',
}

export function pseudo(sentence: string): string {
  // What stands in braces is the name of a part, and is put in by `Rich`.
  const pieces = sentence.split(/(\{\w+\})/)
  return pieces.map((piece, place) => (place % 2 === 1 ? piece : accented(piece))).join('')
}

function accented(piece: string): string {
  if (piece.trim() === '') return piece
  const signs = piece.replace(/[a-z]/g, (sign) => ACCENTED[sign] ?? sign)
  return `⟦${signs}${'·'.repeat(Math.ceil(piece.length * 0.4))}⟧`
}

type Said = string | ((...parts: never[]) => string)

/** The whole catalogue in that language, however deep its sentences stand. */
export function pseudoWords<Words extends object>(words: Words): Words {
  const said = Object.entries(words).map(([key, value]) => [key, inPseudo(value)])
  return Object.fromEntries(said)
}

function inPseudo(said: Said | object): Said | object {
  if (typeof said === 'string') return pseudo(said)
  if (typeof said === 'object') return pseudoWords(said)
  const speak = said as (...parts: never[]) => string
  return (...parts: never[]) => pseudo(speak(...parts))
}

// `Intl` says dates and times in the language of the browser.
const BY_INTL =
  /\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*\b|\b(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\b|\b[AP]M\b|\d+ (second|minute|hour|day|month|year)s? ago|\b(yesterday|last|ago|years?)\b/g
// Names that are the same everywhere, addresses, and keys of the keyboard.
const SAME_EVERYWHERE =
  /\bFrontdesk\b|\bReact Flow( attribution)?|<script .*<\/script>|\bOpenAI(-compatible)?\b|\bAnthropic\b|\bGroq\b|\bGoogle\b|\bOllama\b|\bvLLM\b|llama\.cpp|\bUTC\b|https?:\S+|\S+@\S+|\b[\w-]+(\.[\w-]+)+\b|\/[a-z]+\b|\bAlt\b|\bEnter\b|\bEsc\b|\bGET\b|\bPOST\b/g

/** Every text and label below this element that has letters outside of the catalogue's brackets. */
export function leaksIn(root: Element): string[] {
  const said = [...root.querySelectorAll('*')]
    .filter((element) => !element.closest('code, kbd, script, style, optgroup, [lang]'))
    .flatMap((element) => [...textsOf(element), ...labelsOf(element)])
  return [...new Set(said.map((text) => text.trim()).filter(isLeak))]
}

function textsOf(element: Element): string[] {
  return [...element.childNodes].flatMap((node) =>
    node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : [],
  )
}

function labelsOf(element: Element): string[] {
  return ['aria-label', 'title', 'placeholder', 'alt'].flatMap(
    (name) => element.getAttribute(name) ?? [],
  )
}

function isLeak(text: string): boolean {
  const bare = withoutBrackets(text).replace(SAME_EVERYWHERE, '').replace(BY_INTL, '')
  return /[A-Za-z]/.test(bare.replace(/\b[A-Za-z]\b/g, ''))
}

/** Sentences stand in sentences, so brackets do in brackets. */
function withoutBrackets(text: string): string {
  let depth = 0
  let bare = ''
  for (const sign of text) {
    if (sign === '⟧') depth = Math.max(0, depth - 1)
    else if (sign === '⟦') depth += 1
    else if (depth === 0) bare += sign
  }
  return bare
}
