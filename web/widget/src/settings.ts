import type { PublicSettings } from '@frontdesk/protocol'

export type Settings = Omit<PublicSettings, 'projectId'>
export type SettingsAnswer =
  | { kind: 'found'; settings: Settings }
  /** This site is not one of the project's, or there is no such project. */
  | { kind: 'refused' }
  | { kind: 'unreachable' }

/** What the panel looks like until, or unless, the server says otherwise. */
export const plainSettings: Settings = {
  personaName: '',
  personaAvatarUrl: null,
  widget: {
    theme: 'auto',
    accentColor: '#0f766e',
    side: 'right',
    greeting: '',
    suggestions: [],
    launcherLabel: '',
    locale: 'auto',
  },
  maxContentCharacters: 5_000,
  messageRateLimit: null,
  messageRateSeconds: 60,
  isOpen: true,
  isAnybodyOnline: true,
  opensAt: null,
  awayMessage: '',
  asksForEmail: false,
  usualReplySeconds: null,
  hasResponder: false,
  faces: [],
}

export async function fetchSettings(projectId: number): Promise<SettingsAnswer> {
  try {
    const answer = await fetch(`/api/v1/public/projects/${projectId}/settings`)
    if (answer.ok) return { kind: 'found', settings: (await answer.json()) as Settings }
    return { kind: answer.status < 500 && answer.status !== 429 ? 'refused' : 'unreachable' }
  } catch {
    return { kind: 'unreachable' }
  }
}
