import type { Bubble } from '@frontdesk/client'
import { describe, expect, it } from 'vitest'
import { contrast, parseHex, type Rgb } from '../src/look/colour.ts'
import { linesOf } from '../src/look/days.ts'
import { linkify } from '../src/look/linkify.ts'
import { accentTokens } from '../src/look/theme.ts'

describe('Links in a message', () => {
  it('are found between words, without the punctuation after them', () => {
    const pieces = linkify('See https://a.example/x?y=1, or (http://b.example/z_(1)).')

    const links = pieces.flatMap((piece) => (piece.kind === 'link' ? [piece.text] : []))
    expect(links).toEqual(['https://a.example/x?y=1', 'http://b.example/z_(1)'])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://evil.example/\u202egnp.exe',
    'ftp://a.example',
  ])('are not made of %j', (text) => {
    expect(linkify(text).every(({ kind }) => kind === 'text')).toBe(true)
  })

  it('never change what was written', () => {
    const text = 'a https://a.example/<b> "https://b.example" https:// c\nhttps://d.example…'

    expect(
      linkify(text)
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})

describe('The project’s accent', () => {
  const accents = ['#0f766e', '#ffd84d', '#ffffff', '#000000', '#777777', '#ff0000', '#1f1d1b']

  it.each(accents.flatMap((accent) => [[accent, false] as const, [accent, true] as const]))(
    '%s keeps every text at 4.5:1 (dark: %s)',
    (accent, isDark) => {
      const tokens = accentTokens(accent, isDark)
      const colour = (name: string) => parseHex(tokens[name] ?? '') as Rgb
      const surface: Rgb = isDark ? [25, 24, 23] : [255, 255, 255]

      expect(contrast(colour('--on-accent'), colour('--accent'))).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colour('--accent-text'), surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(colour('--accent-text'), colour('--accent-soft'))).toBeGreaterThanOrEqual(4.5)
    },
  )

  it('that is not a colour changes nothing', () => {
    expect(accentTokens('red;}', false)).toEqual({})
  })
})

describe('The history', () => {
  it('begins each day with a line, and groups what one person wrote within two minutes', () => {
    const lines = linesOf([
      bubble('a', '2026-03-01T10:00:00'),
      bubble('b', '2026-03-01T10:01:59'),
      bubble('c', '2026-03-01T10:04:00'),
      bubble('d', '2026-03-02T10:04:00'),
    ])

    const drawn = lines.map((line) =>
      line.kind === 'day' ? '—' : `${line.isFirst ? '[' : ''}${line.key}${line.isLast ? ']' : ''}`,
    )
    expect(drawn).toEqual(['—', '[a', 'b]', '[c]', '—', '[d]'])
  })
})

function bubble(key: string, createdAt: string): Bubble {
  return {
    key,
    tempId: key,
    message: null,
    content: key,
    createdAt,
    isMine: true,
    state: 'sent',
    error: null,
    retryAt: null,
  }
}
