import '@frontdesk/tokens/tokens.css'
import './panel.css'
import { openVisitorSession } from '@frontdesk/client'
import { effect } from '@preact/signals'
import { render } from 'preact'
import { readAddress } from './address.ts'
import { type Chat, openChat } from './chat.ts'
import { applyTheme, paintOnCanvas, shadeOf } from './look/theme.ts'
import { keepPageInformed, keepTeaserShown } from './notices.ts'
import { joinPage, type KnownPage, type Page } from './page.ts'
import { Panel } from './parts/Panel.tsx'
import { followUnsaved } from './preview.ts'
import { fetchSettings } from './settings.ts'
import { dropSkipped } from './skipped.ts'
import { chooseLanguage, loadLanguage } from './words/language.ts'

const { projectId, host, mustForget, isPreview } = readAddress(
  location.search,
  window.parent !== window,
)
const FRESH_MS = 30_000
const STALE_MS = 5_000
let dressedAt = 0
let identity: string | null = null
let pageLocale = 'auto'
let backdrop: string[] = []

const page: Page = host ? joinPage(host, hearPage) : { tell() {} }
const chat = openChat({
  session: openVisitorSession({
    serverUrl: location.origin,
    projectId,
    identity: async () => identity,
  }),
  projectId,
  isFramed: host !== null,
  tellPage: page.tell,
})

function paint(): void {
  const shade = shadeOf(backdrop, paintOnCanvas)
  applyTheme(chat.settings.value.widget, shade, document.documentElement)
}

function hearPage(state: KnownPage): void {
  if (state.backdrop.join() !== backdrop.join()) {
    backdrop = state.backdrop
    paint()
  }
  identity = state.identity
  chat.session.describe(state.profile)
  chat.session.visitPage({ url: state.url, title: state.title, referrer: state.referrer })
  chat.session.start()
  // On a page that finds it open, the keys stay with the page: only who has the focus may use it.
  if (state.isOpen && !chat.isOpen.value && document.hasFocus()) chat.focusAsked.value += 1
  chat.isOpen.value = state.isOpen
  if (state.locale !== pageLocale) {
    pageLocale = state.locale
    void speak(chat)
  }
}

async function forget(): Promise<void> {
  dropTraces()
  await chat.session.forget()
  // Loaded once more from the same address, the panel must not forget whoever came after.
  const address = new URL(location.href)
  address.searchParams.set('mark', '0')
  history.replaceState(null, '', address)
  page.tell({ frontdesk: 'forgotten' })
}

/** Another tab was told to forget the person: begin anew, with nothing of them left on the screen. */
function watchOtherTabs(): void {
  let wasReady = false
  effect(() => {
    const { isReady } = chat.visitor.value
    if (wasReady && !isReady) {
      dropTraces()
      location.reload()
    }
    wasReady = isReady
  })
}

function dropTraces(): void {
  chat.draft.keep('')
  chat.skipped.value = false
  dropSkipped(projectId)
}

async function speak({ language, settings }: Chat): Promise<void> {
  const wanted = pageLocale === 'auto' ? settings.value.widget.locale : pageLocale
  const code = chooseLanguage(wanted, navigator.languages)
  if (code === language.value.code) return
  language.value = await loadLanguage(code)
}

async function dress(): Promise<void> {
  dressedAt = Date.now()
  const answer = await fetchSettings(projectId)
  chat.isRefused.value = answer.kind === 'refused'
  if (answer.kind === 'found') chat.settings.value = answer.settings
  paint()
  await speak(chat)
}

function watchNetwork(): void {
  addEventListener('online', () => {
    chat.isOffline.value = false
    chat.session.wake()
    // The first try may have met no network at all.
    if (!chat.settings.value.personaName) void dress()
  })
  addEventListener('offline', () => {
    chat.isOffline.value = true
  })
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) chat.session.wake()
  })
}

// The page may give us the focus after it has told us that we are open.
addEventListener('focus', () => {
  if (chat.isOpen.value && document.activeElement === document.body) chat.focusAsked.value += 1
})

effect(() => {
  const { code, direction, words } = chat.language.value
  document.documentElement.lang = code
  document.documentElement.dir = direction
  document.title = words.chat
})

/** Who is here and when they are back changes by the minute; only an open panel shows it. */
function keepSettingsFresh(): void {
  effect(() => {
    if (!chat.isOpen.value) return
    if (Date.now() - dressedAt > STALE_MS) void dress()
    const timer = setInterval(() => {
      if (!document.hidden) void dress()
    }, FRESH_MS)
    return () => clearInterval(timer)
  })
}

async function draw(): Promise<void> {
  await dress()
  const root = document.getElementById('app')
  if (root) render(<Panel chat={chat} />, root)
}

/** To be looked at: it asks nobody who they are, connects to nothing and takes no words. */
async function beginPreview(): Promise<void> {
  chat.visitor.value = { ...chat.visitor.value, isReady: true, connection: { kind: 'live' } }
  chat.isOpen.value = true
  document.body.inert = true
  await draw()
  followUnsaved((unsaved) => {
    chat.settings.value = { ...chat.settings.value, ...unsaved }
    paint()
    void speak(chat)
  })
}

async function begin(): Promise<void> {
  if (mustForget) await forget()
  watchNetwork()
  watchOtherTabs()
  keepPageInformed(chat)
  keepTeaserShown(chat)
  await draw()
  page.tell({ frontdesk: 'ready' })
  keepSettingsFresh()
  // In a tab of its own there is no page that could say when to begin.
  if (!host) chat.session.start()
}

void (isPreview ? beginPreview() : begin())
