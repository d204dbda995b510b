import type {
  ProviderKind,
  PutResponder,
  PutResponderProvider,
  ResponderProvider,
  ResponderSettings,
} from '@frontdesk/protocol'
import * as t from '../../words/words'

/** A provider while it is edited. `key`: undefined keeps what is stored, null removes it. */
export type EditedProvider = {
  /** Steady while the list is sorted; a new one has no id yet. */
  handle: string
  id: number | null
  name: string
  kind: ProviderKind
  model: string
  baseUrl: string | null
  keyHint: string | null
  key?: string | null
}

export type EditedSettings = Required<Omit<PutResponder, 'providers'>> & {
  providers: EditedProvider[]
}

type KindFacts = {
  words: string
  note: string
  /** An example of what it calls a model. */
  model: string
  needs: { key: boolean; model: boolean; address: boolean }
}

export const KINDS: Record<ProviderKind, KindFacts> = {
  openai: {
    words: 'OpenAI',
    note: t.assistant.withAKeyFromPlatform,
    model: 'gpt-5-mini',
    needs: { key: true, model: true, address: false },
  },
  anthropic: {
    words: 'Anthropic',
    note: t.assistant.withAKeyFromConsole,
    model: 'claude-haiku-4-5',
    needs: { key: true, model: true, address: false },
  },
  groq: {
    words: 'Groq',
    note: t.assistant.withAKeyFromConsoleGroq,
    model: 'llama-3.3-70b-versatile',
    needs: { key: true, model: true, address: false },
  },
  google: {
    words: 'Google',
    note: t.assistant.withAKeyFromAistudio,
    model: 'gemini-2.5-flash',
    needs: { key: true, model: true, address: false },
  },
  openai_compatible: {
    words: 'OpenAI-compatible',
    note: t.assistant.aModelOfYourOwn,
    model: 'llama3.2',
    needs: { key: false, model: true, address: true },
  },
  demo: {
    words: t.assistant.demoModel,
    note: t.assistant.builtInItFollows,
    model: '',
    needs: { key: false, model: false, address: false },
  },
}

export const KIND_ORDER: readonly ProviderKind[] = [
  'openai',
  'anthropic',
  'groq',
  'google',
  'openai_compatible',
  'demo',
]

/** Where the usual servers for one's own models listen, seen from the machine Frontdesk runs on. */
export const LOCAL_SERVERS = [
  { words: 'Ollama', address: 'http://localhost:11434/v1' },
  { words: 'vLLM', address: 'http://localhost:8000/v1' },
  { words: 'llama.cpp', address: 'http://localhost:8080/v1' },
] as const

export const MOST_PROVIDERS = 10

export function isKind(value: string): value is ProviderKind {
  return value in KINDS
}

let made = 0

export function newProvider(kind: ProviderKind = 'openai'): EditedProvider {
  made += 1
  return {
    handle: `new-${made}`,
    id: null,
    name: '',
    kind,
    model: '',
    baseUrl: null,
    keyHint: null,
  }
}

/** What is missing before it can be saved, by field. */
export function missingIn(provider: EditedProvider): Record<string, string> {
  const { needs, words } = KINDS[provider.kind]
  const missing: Record<string, string> = {}
  if (needs.model && provider.model.trim() === '') missing['model'] = t.assistant.nameAModel
  if (needs.address && !provider.baseUrl?.trim()) missing['baseUrl'] = t.assistant.giveTheAddress
  if (needs.key && !hasKey(provider)) missing['key'] = t.assistant.needsAKey(words)
  return missing
}

export function hasKey({ key, keyHint }: EditedProvider): boolean {
  return key === undefined ? keyHint !== null : key !== null && key.trim() !== ''
}

/** Another kind lives elsewhere: a key for one service is never sent to another. */
export function withKind(provider: EditedProvider, kind: ProviderKind): EditedProvider {
  if (kind === provider.kind) return provider
  return { ...provider, kind, model: '', baseUrl: null, key: null }
}

/** What is kept of a key stays with the address it was given for. */
export function withAddress(provider: EditedProvider, baseUrl: string): EditedProvider {
  const keepsKey = provider.keyHint !== null && provider.key === undefined
  return { ...provider, baseUrl, ...(keepsKey ? { key: null } : {}) }
}

/** The same list with one of them a place further up or down; the same array if there is no such place. */
export function moved<Item>(list: readonly Item[], from: number, to: number): readonly Item[] {
  const item = list[from]
  if (item === undefined || to < 0 || to >= list.length || from === to) return list
  const others = list.filter((_, place) => place !== from)
  return [...others.slice(0, to), item, ...others.slice(to)]
}

export function settingsOf(settings: ResponderSettings): EditedSettings {
  const { tokensToday: _tokensToday, version: _version, providers, ...rest } = settings
  return { ...rest, providers: providers.map(editedOf) }
}

function editedOf(provider: ResponderProvider): EditedProvider {
  return { handle: `stored-${provider.id}`, ...provider }
}

/** The whole of it as it is saved; a key nobody touched is not mentioned, so it stays. */
export function bodyOf({ providers, ...rest }: EditedSettings): PutResponder {
  return { ...rest, providers: providers.map(putOf) }
}

function putOf({ id, name, kind, model, baseUrl, key }: EditedProvider): PutResponderProvider {
  return {
    id,
    name: name.trim() || KINDS[kind].words,
    kind,
    model: model.trim(),
    baseUrl: baseUrl?.trim() || null,
    ...(key === undefined ? {} : { key: key?.trim() || null }),
  }
}
