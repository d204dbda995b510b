import { words as english } from './en.ts'
import type { Words } from './words.ts'

// Only English is in the first load; another language costs one small file.
const catalogues: Record<string, () => Promise<{ words: Words }>> = {
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
  pt: () => import('./pt.ts'),
  vi: () => import('./vi.ts'),
  ja: () => import('./ja.ts'),
  ar: () => import('./ar.ts'),
}

export interface Language {
  code: string
  direction: 'ltr' | 'rtl'
  words: Words
}

export const startLanguage: Language = { code: 'en', direction: 'ltr', words: english }

/** The first language we speak among what the page asks for and what the visitor's browser says. */
export function chooseLanguage(wanted: string, spoken: readonly string[]): string {
  const candidates = wanted && wanted !== 'auto' ? [wanted] : spoken
  const codes = candidates.map((tag) => tag.toLowerCase().split('-')[0] ?? '')
  return codes.find((code) => code === 'en' || Object.hasOwn(catalogues, code)) ?? 'en'
}

export async function loadLanguage(code: string): Promise<Language> {
  const load = Object.hasOwn(catalogues, code) ? catalogues[code] : undefined
  if (!load) return startLanguage
  const { words } = await load()
  return { code, direction: code === 'ar' ? 'rtl' : 'ltr', words }
}
