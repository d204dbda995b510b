import { describe, expect, it } from 'vitest'
import { chooseLanguage, loadLanguage } from '../src/words/language.ts'

const CODES = ['en', 'de', 'fr', 'es', 'pt', 'vi', 'ja', 'ar']

describe('The language', () => {
  it('is the page’s, else the first of the browser’s that we speak, else English', () => {
    expect(chooseLanguage('pt-BR', ['de'])).toBe('pt')
    expect(chooseLanguage('auto', ['nl', 'fr-CA', 'de'])).toBe('fr')
    expect(chooseLanguage('auto', ['nl'])).toBe('en')
    expect(chooseLanguage('constructor', ['de'])).toBe('en')
  })

  it.each(CODES)('%s says every sentence, and counts in it', async (code) => {
    const { words, direction } = await loadLanguage(code)

    for (const word of Object.values(words)) {
      const sentence =
        typeof word === 'function' ? (word as (...a: unknown[]) => string)(3, 4) : word
      expect(sentence).toMatch(/\S/)
    }
    expect(words.rateLimit(10, 42)).toMatch(/10.*42/u)
    // It stands under the composer, in one line of a phone.
    expect(words.rateLimit(10, 42).length).toBeLessThan(60)
    expect(words.newMessages(1)).not.toBe(words.newMessages(5))
    expect(direction).toBe(code === 'ar' ? 'rtl' : 'ltr')
  })

  it('uses the dual where there is one', async () => {
    const { words } = await loadLanguage('ar')

    expect(words.newMessages(2)).toBe('رسالتان جديدتان')
    expect(words.newMessages(5)).toBe('5 رسائل جديدة')
  })
})
