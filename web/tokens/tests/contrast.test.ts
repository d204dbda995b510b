import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Tokens = Record<string, string>

const css = readFileSync(new URL('../tokens.css', import.meta.url), 'utf8')
const light = tokensIn(/^:root \{([^}]*)\}/m)
const chosenDark = tokensIn(/:root\[data-theme="dark"\] \{([^}]*)\}/)
const systemDark = tokensIn(/prefers-color-scheme: dark[^}]*?\{\s*:root[^{]*\{([^}]*)\}/)

const SURFACES = [
  'surface',
  'surface-sunken',
  'surface-raised',
  'surface-hover',
  'surface-selected',
]
const WORDS = [
  'text',
  'text-soft',
  'text-faint',
  'accent-text',
  'waiting',
  'active',
  'done',
  'problem',
]
const PAIRS: [text: string, ground: string][] = [
  ...WORDS.flatMap((word) => SURFACES.map((surface): [string, string] => [word, surface])),
  ...['waiting', 'active', 'done', 'problem'].map((word): [string, string] => [
    word,
    `${word}-soft`,
  ]),
  ['accent-text', 'accent-soft'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-hover'],
  ['on-bubble-theirs', 'bubble-theirs'],
  ['on-bubble-ai', 'bubble-ai'],
  ['text-inverse', 'surface-inverse'],
]

describe.each([
  ['light', light],
  ['dark', { ...light, ...chosenDark }],
])('The %s theme', (_name, tokens) => {
  it.each(PAIRS)('%s can be read on %s', (text, ground) => {
    expect(contrast(tokens[text], tokens[ground])).toBeGreaterThanOrEqual(4.5)
  })

  it('an edge that means something can be seen', () => {
    expect(contrast(tokens['line-strong'], tokens['surface'])).toBeGreaterThanOrEqual(3)
  })
})

it('dark is the same whether a person chose it or the system did', () => {
  expect(Object.keys(chosenDark).length).toBeGreaterThan(20)
  expect(systemDark).toEqual(chosenDark)
})

function tokensIn(block: RegExp): Tokens {
  const found = block.exec(css)?.[1] ?? ''
  return Object.fromEntries(
    [...found.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  )
}

function contrast(one = '', other = ''): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
