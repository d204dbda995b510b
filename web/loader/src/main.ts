import type { Profile, ToPage, ToPanel } from './messages.ts'
import { pageNow } from './page.ts'
import { createView, type Look } from './view.ts'

type Verb = (...values: never[]) => void
type Listener = (value?: unknown) => void
interface Command {
  (verb: string, ...values: unknown[]): void
  q?: ArrayLike<unknown>[]
}
declare global {
  interface Window {
    frontdesk?: Command
  }
}

const script = (document.currentScript ??
  document.querySelector('script[data-project-id]')) as HTMLScriptElement
const projectId = script.dataset['projectId'] ?? ''
const origin = new URL(script.src).origin
const flag = `frontdesk-${projectId}`
const listeners: Record<string, Listener[]> = { __proto__: null as never }

let locale = script.dataset['locale'] ?? ''
let look: Look = {}
let profile: (Profile & { token?: () => Promise<string> }) | undefined
let frame: HTMLIFrameElement | undefined
let isReady = false
let isOpen = false
let isLeaving = false
let unread = 0
let sentPage = ''

const chatWord = () =>
  ({ vi: 'Trò chuyện', ja: 'チャット', ar: 'الدردشة' })[
    (locale || document.documentElement.lang || navigator.language).slice(0, 2)
  ] ?? 'Chat'

/** The one thing we keep on the site's own storage: null = never opened, 1 = connect on load. */
function remember(value?: string | null): string | null {
  try {
    if (value === null) localStorage.removeItem(flag)
    else if (value) localStorage.setItem(flag, value)
    return localStorage.getItem(flag)
  } catch {
    return null
  }
}

function tell(event: string, value?: unknown) {
  for (const listener of listeners[event] ?? []) listener(value)
}

function post(message: ToPanel) {
  if (isReady) frame?.contentWindow?.postMessage(message, origin)
}

function start() {
  const view = createView(chatWord)
  const draw = () => view.showState(isOpen, unread)

  function mount() {
    if (frame) return
    const query = new URLSearchParams({ projectId, host: location.origin, locale })
    frame = view.mount(`${origin}/widget/?${query}`)
  }

  function setOpen(open: boolean) {
    if (open === isOpen) return
    isOpen = open
    if (open) {
      if (remember() !== '1') remember('0')
      mount()
    }
    draw()
    if (open) frame?.focus()
    else view.button.focus()
    post({ frontdesk: 'shown', value: open })
    tell(open ? 'open' : 'close')
  }

  function sendPage() {
    const page = pageNow()
    const seen = page.url + page.title
    if (seen !== sentPage && isReady) post({ frontdesk: 'page', value: page })
    if (isReady) sentPage = seen
  }

  async function sendProfile() {
    if (!profile || !isReady) return
    const { token, ...value } = profile
    if (token) value.identity = await token()
    post({ frontdesk: 'identify', value })
  }

  const verbs: Record<string, Verb> = {
    __proto__: null as never,
    open: () => setOpen(true),
    close: () => setOpen(false),
    toggle: () => setOpen(!isOpen),
    show: () => {
      view.root.hidden = false
    },
    hide: () => {
      setOpen(false)
      view.root.hidden = true
    },
    identify: (value: typeof profile) => {
      profile = { ...value }
      sendProfile()
    },
    update: (value: typeof profile) => {
      profile = { ...profile, ...value }
      sendProfile()
    },
    setLocale: (value: string) => {
      locale = `${value}`
      draw()
      post({ frontdesk: 'locale', value: locale })
    },
    shutdown: () => {
      profile = undefined
      setOpen(false)
      if (remember() === null) return
      isLeaving = true
      mount()
      post({ frontdesk: 'shutdown', value: null })
    },
    on: (event: string, listener: Listener) => {
      listeners[event] = [...(listeners[event] ?? []), listener]
      if (event === 'ready') listener()
    },
  }

  const heard: Record<ToPage['frontdesk'], (value: never) => void> = {
    __proto__: null as never,
    ready: () => {
      isReady = true
      if (isLeaving) return post({ frontdesk: 'shutdown', value: null })
      if (locale) post({ frontdesk: 'locale', value: locale })
      sentPage = ''
      sendPage()
      sendProfile()
      post({ frontdesk: 'shown', value: isOpen })
    },
    close: () => setOpen(false),
    unread: (value: unknown) => {
      if (!Number.isInteger(value)) return
      unread = value as number
      draw()
      tell('unread', unread)
    },
    live: (value: unknown) => remember(value === true ? '1' : '0'),
    message: (value: object) => tell('message', { ...value }),
    forgotten: () => {
      frame?.remove()
      frame = undefined
      isReady = isLeaving = false
      unread = 0
      remember(null)
      draw()
    },
  }

  addEventListener('message', ({ source, origin: from, data }) => {
    if (from === origin && frame && source === frame.contentWindow)
      heard[(data as ToPage | null)?.frontdesk as ToPage['frontdesk']]?.(data.value as never)
  })
  view.button.onclick = () => setOpen(!isOpen)
  view.root.onkeydown = (event) => {
    if (event.key === 'Escape') setOpen(false)
  }
  // Once a second is enough for "is on /pricing now", and the page's own history stays untouched.
  setInterval(sendPage, 1000)

  view.dress(look)
  draw()
  if (remember() === '1') mount()

  const queued = window.frontdesk?.q ?? []
  window.frontdesk = (verb, ...values) => verbs[verb]?.(...(values as never[]))
  for (const command of Array.from(queued)) {
    const [verb, ...values] = Array.from(command)
    window.frontdesk(verb as string, ...values)
  }
  dispatchEvent(new Event('frontdesk:ready'))
}

async function begin() {
  const answer = await fetch(`${origin}/api/v1/public/projects/${projectId}/settings`, {
    credentials: 'omit',
  }).catch(() => undefined)
  // A refusal is final: this page is not one of the project's. Anything else may pass by.
  if (answer && answer.status > 399 && answer.status < 500) {
    return console.warn('Frontdesk: this site is not allowed for project', projectId)
  }
  if (answer?.ok) look = (await answer.json()).widget
  if (look.locale !== 'auto') locale ||= look.locale
  start()
}

if (document.body) begin()
else addEventListener('DOMContentLoaded', begin)

