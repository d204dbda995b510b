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
const listeners: [event: string, listener: Listener][] = []

let unread = 0
let isReady = false
let mirrored = ''
const state: Mirrored = { referrer: document.referrer }

const verbs: Record<string, (...values: never[]) => void> = {
  open: () => setOpen(true),
  close: () => setOpen(false),
  toggle: () => setOpen(!state.isOpen),
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
    setProfile({})
    // What is kept lies in the panel's own storage; it alone can clear it.
    state.isLeaving = !!flag()
    if (state.isLeaving) connect()
  },
  on(event: string, listener: Listener) {
    listeners.push([event, listener])
    if (event === 'ready') listener()
  },
}

/** The one thing kept in the site's own storage: '' = never opened, '1' = connect on load. */
function flag(value?: string): string | undefined {
  try {
    if (value != null) localStorage[key] = value
    return localStorage[key]
  } catch {
    // Storage may be forbidden altogether: then nothing connects before it is opened.
    return undefined
  }
}

function tell(event: string, value?: unknown) {
  for (const [heard, listener] of listeners) if (heard === event) listener(value)
}

function mirror() {
  state.url = location.href
  state.title = document.title
  const now = JSON.stringify(state)
  if (!isReady || now === mirrored) return
  mirrored = now
  frame.contentWindow?.postMessage(now, origin)
}

async function setProfile(profile = state.profile) {
  state.profile = profile
  if (isReady) state.identity = await profile?.token?.()
  mirror()
}

function connect() {
  mount(`${origin}/widget/?projectId=${projectId}&host=${location.origin}`)
  mirror()
}

function setOpen(isOpen: boolean) {
  if (isOpen === !!state.isOpen) return
  state.isOpen = isOpen
  if (isOpen) {
    flag(flag() || '0')
    // Whoever opens it wants to see it, though he hid the launcher.
    root.hidden = false
  }
  connect()
  draw(isOpen, unread)
  ;(isOpen ? frame : button).focus()
  tell(isOpen ? 'open' : 'close')
}

function setUnread(count: number) {
  unread = count
  draw(!!state.isOpen, unread)
  tell('unread', unread)
}

function hear({ source, origin: from, data }: MessageEvent<PanelEvent>) {
  if (from !== origin || source !== frame.contentWindow) return
  switch (data.frontdesk) {
    case 'ready':
      isReady = true
      setProfile()
      break
    case 'close':
      setOpen(false)
      break
    case 'unread':
      setUnread(+data.value)
      break
    case 'live':
      flag(`${+data.value}`)
      break
    case 'message':
      tell('message', data.value)
      break
    case 'forgotten':
      frame.remove()
      isReady = state.isLeaving = false
      flag('')
      setUnread(0)
  }
}

function start(look: Partial<Look>) {
  state.locale = locale || look.locale
  place(look)
  draw(false, 0)
  addEventListener('message', hear)
  button.onclick = () => setOpen(!state.isOpen)
  // No value: a handler that returns false would swallow Enter.
  button.onkeydown = ({ key }) => {
    if (key === 'Escape') setOpen(false)
  }
  // Once a second is enough to know the page, and the page's own history stays untouched.
  setInterval(mirror, 1000)
  if (flag() === '1') connect()

  const queued = window.frontdesk?.q || []
  const run: Frontdesk = (verb, ...values) =>
    verbs[verb] ? verbs[verb](...(values as never[])) : console.warn('frontdesk:', verb, '?')
  window.frontdesk = run
  for (const command of queued as [string, ...unknown[]][]) run(...command)
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
    if (answers && !flag()) return
  }
  start(look || {})
}

if (document.body) begin()
else addEventListener('DOMContentLoaded', begin)
