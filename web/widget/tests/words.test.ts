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

  it.each([
    ['en', 'Up to 1 message a minute: 1 left.', 'Up to 10 messages a minute: 2 left.'],
    ['es', 'Hasta 1 mensaje por minuto: queda 1.', 'Hasta 10 mensajes por minuto: quedan 2.'],
    [
      'fr',
      '1 message par minute au plus : encore 1.',
      '10 messages par minute au plus : encore 2.',
    ],
  ])('%s counts in the middle of a sentence, too', async (code, one, several) => {
    const { words } = await loadLanguage(code)

    expect([words.fewLeft(1, 1), words.fewLeft(10, 2)]).toEqual([one, several])
  })

  it('says the number where a language counts nothing like one', async () => {
    const { words } = await loadLanguage('pt')

    expect(words.charactersLeft(0)).toBe('Resta 0 caractere')
  })

  it('names places in the queue as they are read aloud', async () => {
    const { words } = await loadLanguage('en')

    expect([2, 3, 4, 11, 21].map((place) => words.queue(place, null))).toEqual(
      ['2nd', '3rd', '4th', '11th', '21st'].map((place) => `You are ${place}`),
    )
  })

  it('uses the dual where there is one', async () => {
    const { words } = await loadLanguage('ar')

    expect(words.newMessages(2)).toBe('رسالتان جديدتان')
    expect(words.newMessages(5)).toBe('5 رسائل جديدة')
    expect(words.charactersLeft(50)).toContain('50 حرفًا')
    expect(words.charactersLeft(100)).toContain('100 حرف')
  })
})
