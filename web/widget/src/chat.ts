import type { VisitorSession, VisitorState, Wish } from '@frontdesk/client'
import type { PanelEvent } from '@frontdesk/loader/messages'
import type { Message } from '@frontdesk/protocol'
import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { type Draft, openDraft } from './draft.ts'
import { plainSettings, type Settings } from './settings.ts'
import { keepSkipped, readSkipped } from './skipped.ts'
import { readMuted } from './sound.ts'
import { openTeaser } from './teaser.ts'
import { type Language, startLanguage } from './words/language.ts'

/** Everything the parts of the panel look at. */
export interface Chat {
  session: VisitorSession
  visitor: Signal<VisitorState>
  settings: Signal<Settings>
  /** The project refuses this page; there is nothing to write to. */
  isRefused: Signal<boolean>
  language: Signal<Language>
  /** The panel is open; whether the tab is in front is `document.hidden`. */
  isOpen: Signal<boolean>
  isFramed: boolean
  /** The browser itself says that there is no network. */
  isOffline: Signal<boolean>
  isMuted: Signal<boolean>
  /** The composer should take the focus; counted, so that asking twice works twice. */
  focusAsked: Signal<number>
  draft: Draft
  /** The visitor would rather not leave an address. */
  skipped: Signal<boolean>
  skip(): void
  /** It was left while this page looked on. */
  hasThanked: Signal<boolean>
  /** Choose who answers; shown at once. */
  want(wish: Wish): Promise<void>
  /** The newest such choice was refused, and is shown no longer. */
  hasRefusedWish: Signal<boolean>
  /** While closed: the newest answer nobody has read, until it is dismissed. */
  teaser: ReadonlySignal<Message | null>
  dismissTeaser(): void
  tellPage(event: PanelEvent): void
}

export interface ChatParts {
  session: VisitorSession
  projectId: number
  isFramed: boolean
  tellPage(event: PanelEvent): void
}

export function openChat({ session, projectId, isFramed, tellPage }: ChatParts): Chat {
  const visitor = signal(session.state)
  session.subscribe(() => {
    visitor.value = session.state
  })
  const skipped = signal(readSkipped(projectId))
  const hasRefusedWish = signal(false)
  const isOpen = signal(!isFramed)
  const { teaser, dismiss } = openTeaser({ projectId, visitor, isOpen })
  return {
    session,
    visitor,
    settings: signal(plainSettings),
    isRefused: signal(false),
    language: signal(startLanguage),
    isOpen,
    isFramed,
    isOffline: signal(!navigator.onLine),
    isMuted: signal(readMuted()),
    focusAsked: signal(0),
    draft: openDraft(projectId),
    skipped,
    skip() {
      skipped.value = true
      keepSkipped(projectId)
    },
    hasThanked: signal(false),
    async want(wish) {
      hasRefusedWish.value = false
      hasRefusedWish.value = (await session.want(wish)) !== null
    },
    hasRefusedWish,
    teaser,
    dismissTeaser: dismiss,
    tellPage,
  }
}

/** The name under which this team answers. */
export function teamName({ settings, language }: Chat): string {
  return settings.value.personaName || language.value.words.team
}

/** Messages count as seen while the panel is open and in front. */
export function isInView({ isOpen }: Chat): boolean {
  return isOpen.value && document.visibilityState === 'visible'
}
