import type { PageState, PanelEvent } from '@frontdesk/loader/messages'
import type { SiteProfile } from '@frontdesk/protocol'
import { readProfile } from './profile.ts'

/** The page around the panel. Whoever embeds us is named in `frame-ancestors`; still, trust little. */
export interface Page {
  tell(event: PanelEvent): void
}

export type KnownPage = Omit<PageState, 'profile' | 'identity'> & {
  identity: string | null
  profile: SiteProfile | null
}

const MAX_STATE = 200_000

export function joinPage(host: string, hear: (state: KnownPage) => void): Page {
  addEventListener('message', ({ source, origin, data }) => {
    if (source !== window.parent || origin !== host) return
    const state = readPageState(data)
    if (state) hear(state)
  })
  return { tell: (event) => window.parent.postMessage(event, host) }
}

/** Null for anything that is not exactly what the loader sends. */
export function readPageState(data: unknown): KnownPage | null {
  if (typeof data !== 'string' || data.length > MAX_STATE) return null
  const state = parsed(data)
  if (state === null || typeof state.url !== 'string') return null
  return {
    url: state.url,
    title: textOf(state.title, 300) ?? '',
    referrer: textOf(state.referrer, 2_048) ?? '',
    locale: textOf(state.locale, 35) ?? 'auto',
    isOpen: state.isOpen === true,
    backdrop: textsOf(state.backdrop),
    identity: textOf(state.identity, 4_096),
    profile: readProfile(state.profile, (wrong) => {
      console.warn(`frontdesk('identify'): left out ${wrong.join(', ')}`)
    }),
  }
}

function parsed(text: string): Partial<Record<keyof PageState, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : null
  } catch {
    return null
  }
}

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.slice(0, 3).map((one) => textOf(one, 100) ?? '') : []
}

function textOf(value: unknown, longest: number): string | null {
  return typeof value === 'string' && value.length <= longest ? value : null
}
