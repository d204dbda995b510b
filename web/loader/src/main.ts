import type { PageState, PanelEvent, Profile } from './messages.ts'
import { button, draw, frame, type Look, mount, place, root } from './view.ts'

type Listener = (value?: unknown) => void
type SiteProfile = Profile & { token?: () => Promise<string> }
type Mirrored = { [Name in keyof PageState]?: PageState[Name] | undefined } & {
  profile?: SiteProfile | undefined
}
interface Frontdesk {
  (verb: string, ...values: unknown[]): void
  q?: ArrayLike<unknown>[]
}
declare global {
  interface Window {
    frontdesk?: Frontdesk
  }
}

const script = document.currentScript as HTMLScriptElement
const { projectId, locale } = script.dataset
const { origin } = new URL(script.src)
const key = `frontdesk${projectId}`
let listeners: [event: string, listener: Listener][] = []
let unread = 0
let isPeeking = false
/** What the panel was told last; undefined until it listens. */
let mirrored: string | null | undefined
const state: Mirrored = { referrer: document.referrer, locale }

const verbs: Record<string, (...values: never[]) => void> = {
  open: () => setOpen(true),
  close: () => setOpen(false),
  toggle,
  show() {
    root.hidden = false
  },
  hide() {
    setOpen(false)
    root.hidden = true
  },
  identify: setProfile,
  update: (profile: SiteProfile) => setProfile({ ...state.profile, ...profile }),
  setLocale(locale: string) {
    state.locale = locale
    mirror()
  },
  shutdown() {
    setOpen(false)
    wasOpen(false)
    setProfile({})
    remove()
    // What is to be forgotten lies in the panel's own storage; it alone can clear it, and the page
    // may be gone at once. So the wish is kept here, and the next panel obeys it first of all.
    if (flag() !== '') {
      flag(2)
      connect()
    }
  },
  on(event: string, listener: Listener) {
    listeners.push([event, listener])
    if (event === 'ready') listener()
  },
  /** Without a listener, all of that event. */
  off(event: string, listener?: Listener) {
    listeners = listeners.filter(
      ([heard, one]) => heard !== event || (listener && listener !== one),
    )
  },
}

/**
 * The one thing kept in the site's own storage: '1' = connect on load, '2' = forget the person
 * first, '' = nothing is known of anybody.
 */
function flag(value?: string | number): string | undefined {
  try {
    if (value != null) localStorage[key] = value
    return localStorage[key]
  } catch {
    // Storage may be forbidden altogether: then nothing connects before it is opened.
    return undefined
  }
}

/** Whether it was left open; for as long as this tab lives, and where the site may keep that. */
function wasOpen(isOpen?: boolean): string | undefined {
  try {
    if (isOpen != null) sessionStorage[key] = isOpen || ''
    return sessionStorage[key]
  } catch {
    return undefined
  }
}

function remove() {
  frame.remove()
  mirrored = null
}

function tell(event: string, value?: unknown) {
  for (const [heard, listener] of listeners) if (event === heard) listener(value)
}

function mirror() {
  state.url = location.href
  state.title = document.title
  const root = document.documentElement
  const { backgroundColor, colorScheme } = getComputedStyle(root)
  const body = getComputedStyle(document.body || root)
  state.backdrop = [body.backgroundColor, backgroundColor, colorScheme]
  const now = JSON.stringify(state)
  if (now === (mirrored ?? now)) return
  mirrored = now
  frame.contentWindow?.postMessage(now, origin)
}

async function setProfile(profile?: SiteProfile) {
  state.profile = profile
  if (mirrored != null) state.identity = await profile?.token?.()
  mirror()
}

function connect() {
  mount(`${origin}/widget/?projectId=${projectId}&host=${location.origin}&mark=${flag()}`)
  mirror()
}

function setOpen(isOpen: boolean, isQuiet?: boolean) {
  if (isOpen === !!state.isOpen) return
  state.isOpen = isOpen
  wasOpen(isOpen)
  if (isOpen) {
    flag(flag() || 0)
    // Whoever opens it wants to see it, even if the launcher was hidden.
    root.hidden = false
  }
  connect()
  show()
  // A frame that has the focus while it loads only seems to keep it: keys would go to the page.
  if (!isQuiet) (isOpen && mirrored ? frame : button).focus()
  tell(isOpen ? 'open' : 'close')
}

function toggle() {
  setOpen(!state.isOpen)
}

function setUnread(count: number) {
  unread = count
  show()
  tell('unread', unread)
}

function show() {
  draw(!!state.isOpen, unread, isPeeking)
}

function hear({ source, origin: from, data }: MessageEvent<PanelEvent>) {
  if (from !== origin || source !== frame.contentWindow) return
  switch (data.frontdesk) {
    case 'ready':
      mirrored = ''
      setProfile(state.profile)
      if (document.activeElement === root) frame.focus()
      break
    case 'open':
    case 'close':
      setOpen(data.frontdesk === 'open')
      break
    case 'peek':
      isPeeking = data.value
      show()
      break
    case 'unread':
      setUnread(data.value)
      break
    case 'live':
      flag(+data.value)
      break
    case 'message':
      tell('message', data.value)
      break
    case 'forgotten':
      flag('')
      setUnread(0)
      if (!state.isOpen) remove()
  }
}

function start(look: Partial<Look>) {
  state.locale ||= look.locale
  place(look)
  show()
  addEventListener('message', hear)
  button.onclick = toggle
  // No value: a handler that returns false would swallow Enter.
  button.onkeydown = ({ key }) => {
    if (key === 'Escape') setOpen(false)
  }
  // Once a second is enough to know the page, and the page's own history stays untouched.
  setInterval(mirror, 1000)
  if ((flag() as string) > '0') connect()
  // Where it would cover the whole page, the page comes first.
  if (wasOpen() && innerWidth > 479) setOpen(true, true)
  dispatchEvent(new Event('frontdesk:ready'))
}

async function begin() {
  const url = `${origin}/api/v1/public/projects/${projectId}/settings`
  let look: Look | undefined
  try {
    look = (await (await fetch(url)).json()).widget
  } catch {
    // A site that is not one of the project's can't read our answer, only that there is one.
    // Without any, the panel says what is wrong.
    const answers = await fetch(url, { mode: 'no-cors' }).catch(() => {})
    if (answers && !known) return
  }
  start(look || {})
}

const known = flag()
const run: Frontdesk = (verb, ...values) =>
  verbs[verb] ? verbs[verb](...(values as never[])) : console.warn('frontdesk:', verb, '?')
// At once, as the page may be gone before we have started; nothing loads before it has its place.
for (const command of (window.frontdesk?.q || []) as [string, ...unknown[]][]) run(...command)
window.frontdesk = run

if (document.body) begin()
else addEventListener('DOMContentLoaded', begin)
