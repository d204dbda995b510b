import { expect, test } from 'vitest'
import { hostsIn } from '../src/features/responder/lists'
import { problemOf } from '../src/features/responder/ProvidersEditor'
import {
  bodyOf,
  hasKey,
  KIND_ORDER,
  KINDS,
  missingIn,
  moved,
  newProvider,
  settingsOf,
  withAddress,
  withKind,
} from '../src/features/responder/providers'
import { factsOf } from '../src/features/responder/RunRow'
import { tookWords, whyWords } from '../src/features/responder/words'
import { turnOf } from '../src/words/turn'
import { aRun, responderSettings } from './fake-responder'
import { aConversation } from './people'

const STORED = {
  id: 7,
  name: 'Our gateway',
  kind: 'openai_compatible',
  model: 'llama3.2',
  baseUrl: 'https://models.example/v1',
  keyHint: 'a1b2',
} as const

function stored() {
  const [provider] = settingsOf(responderSettings({ providers: [STORED] })).providers
  if (!provider) throw new Error('none')
  return provider
}

test('saving what nobody touched says what is there already, and mentions no key', () => {
  const body = bodyOf(settingsOf(responderSettings({ providers: [STORED] })))

  expect(body.providers).toEqual([
    { id: 7, name: 'Our gateway', kind: STORED.kind, model: 'llama3.2', baseUrl: STORED.baseUrl },
  ])
  expect(body).not.toHaveProperty('version')
  expect(body).not.toHaveProperty('tokensToday')
})

test('a stored key stays with its provider and address: for others it is asked for again', () => {
  const elsewhere = withAddress(stored(), 'https://elsewhere.example/v1')
  const another = withKind(stored(), 'groq')

  expect(hasKey(stored())).toBe(true)
  expect(hasKey(elsewhere)).toBe(false)
  expect(hasKey(another)).toBe(false)
  expect(missingIn(another)).toHaveProperty('key')
  expect(bodyOf({ ...settingsOf(responderSettings()), providers: [elsewhere] }).providers).toEqual([
    expect.objectContaining({ key: null, baseUrl: 'https://elsewhere.example/v1' }),
  ])
})

test('a new key is sent without the spaces it was pasted with', () => {
  const provider = { ...newProvider('openai'), model: ' gpt-5-mini ', key: ' sk-secret\n' }

  expect(bodyOf({ ...settingsOf(responderSettings()), providers: [provider] }).providers).toEqual([
    {
      id: null,
      name: 'OpenAI',
      kind: 'openai',
      model: 'gpt-5-mini',
      baseUrl: null,
      key: 'sk-secret',
    },
  ])
})

test('each kind of provider asks for what it needs and nothing else', () => {
  const needs = KIND_ORDER.map((kind) => [kind, Object.keys(missingIn(newProvider(kind)))])

  expect(Object.fromEntries(needs)).toEqual({
    openai: ['model', 'key'],
    anthropic: ['model', 'key'],
    groq: ['model', 'key'],
    google: ['model', 'key'],
    openai_compatible: ['model', 'baseUrl'],
    demo: [],
  })
  expect(KIND_ORDER.toSorted()).toEqual(Object.keys(KINDS).toSorted())
})

test('the order changes by one place, and never falls off an end', () => {
  const list = ['a', 'b', 'c']

  expect(moved(list, 2, 1)).toEqual(['a', 'c', 'b'])
  expect(moved(list, 0, 1)).toEqual(['b', 'a', 'c'])
  expect(moved(list, 0, -1)).toBe(list)
  expect(moved(list, 2, 3)).toBe(list)
})

test('what the server says of a provider stands at that provider', () => {
  const wrong = { 'providers.1.baseUrl': 'Use https.', 'providers.10.model': 'Name a model.' }

  expect([0, 1, 10].map((place) => problemOf(wrong, place))).toEqual([
    undefined,
    'Use https.',
    'Name a model.',
  ])
})

test('every reason is a sentence, also one this page is too old to know', () => {
  expect(whyWords('taken')).toBe('Someone took the chat first.')
  expect(whyWords('moon_is_full')).toBe('Moon is full.')
  expect(whyWords('Said whole.')).toBe('Said whole.')
})

test('a run says what it was about, who answered, how fast and at what price', () => {
  expect(factsOf(aRun(1, { attempt: 2 }))).toEqual([
    'About message 1',
    'attempt 2',
    'Groq',
    '1.4 s',
    '812 tokens read, 96 written',
  ])
  expect(factsOf(aRun(1, { provider: null, tokensIn: 0, tokensOut: 0, modelMs: 0 }))).toEqual([
    'About message 1',
  ])
  expect([320, 1420, 65_400].map(tookWords)).toEqual(['320 ms', '1.4 s', '1 min 05'])
})

test('a chat the assistant answers is with the assistant, and waits once it is in the queue', () => {
  const words = (queuedAt: string | null) =>
    turnOf(aConversation(1, { queuedAt }), () => undefined, 0).words

  expect(words(null)).toBe('With the assistant')
  expect(words('2026-05-04T10:00:00.000Z')).toMatch(/^Waiting/)
})

test('hosts are taken as people paste them, each once', () => {
  expect(hostsIn('https://API.example.com/v1/x, b.example:8443\napi.example.com\n')).toEqual([
    'api.example.com',
    'b.example:8443',
  ])
})
