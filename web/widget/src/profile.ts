import type { SiteProfile } from '@frontdesk/protocol'

type Attributes = NonNullable<SiteProfile['attributes']>

const MAX_NAME = 100
const MAX_ATTRIBUTES = 20
const MAX_KEY = 64
const MAX_VALUE = 200
const EMAIL = /^[^\s@<>"(),:;\\[\]\p{C}]{1,64}@[^\s@<>"(),:;\\[\]\p{C}]{1,189}$/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
// Half a character, or none at all: no database keeps it.
const UNKEPT = /[\p{Cs}\0]/u

/**
 * Who the site says the visitor is, as far as the server takes it. A message must not fail for what
 * a page got wrong, so the rest is left out, and `tell` hears what that was.
 */
export function readProfile(said: unknown, tell: (wrong: string[]) => void): SiteProfile | null {
  if (!isRecord(said)) return null
  const wrong: string[] = []
  const take = (field: string, isFine: (text: string) => boolean) => {
    const text = said[field]
    if (text === undefined || text === null || text === '') return null
    if (typeof text === 'string' && isFine(text.trim())) return text.trim()
    wrong.push(field)
    return null
  }
  const name = take('name', isName)
  const email = take('email', (text) => EMAIL.test(text.normalize().toLowerCase()))
  const attributes = readAttributes(said['attributes'] ?? {}, wrong)
  if (wrong.length > 0) tell(wrong)
  const isEmpty = !name && !email && Object.keys(attributes).length === 0
  return isEmpty ? null : { name, email, attributes }
}

function isName(name: string): boolean {
  return lengthOf(name) <= MAX_NAME && VISIBLE.test(name) && !/[\p{Cc}\p{Cs}]/u.test(name)
}

function readAttributes(said: unknown, wrong: string[]): Attributes {
  if (!isRecord(said)) {
    wrong.push('attributes')
    return {}
  }
  const fine: [string, string | number | boolean][] = []
  for (const [key, value] of Object.entries(said)) {
    if (value === null) continue
    if (fine.length < MAX_ATTRIBUTES && isKept(key, MAX_KEY) && isValue(value)) {
      if (key) fine.push([key, value])
    } else wrong.push(`attributes.${key}`)
  }
  return Object.fromEntries(fine)
}

function isValue(value: unknown): value is string | number | boolean {
  if (typeof value === 'string') return isKept(value, MAX_VALUE)
  return typeof value === 'number' || typeof value === 'boolean'
}

function isKept(text: string, longest: number): boolean {
  return lengthOf(text) <= longest && !UNKEPT.test(text)
}

function lengthOf(text: string): number {
  return [...text].length
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
