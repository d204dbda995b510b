import { useSyncExternalStore } from 'react'

/** Whether the details pane is open: remembered where it stands beside the thread, closed where it covers it. */
type Details = { beside: boolean; over: boolean }

const KEY = 'frontdesk.details'
const WIDE = '(min-width: 1200px)'
const listeners = new Set<() => void>()
let details: Details = { beside: localStorage.getItem(KEY) !== 'closed', over: false }

export function toggleDetails(): void {
  if (matchMedia(WIDE).matches) {
    set({ ...details, beside: !details.beside })
    localStorage.setItem(KEY, details.beside ? 'open' : 'closed')
  } else {
    set({ ...details, over: !details.over })
  }
}

export function closeDetailsSheet(): void {
  set({ ...details, over: false })
}

export function useDetails(): Details {
  return useSyncExternalStore(watch, () => details)
}

export function useIsWide(): boolean {
  return useSyncExternalStore(watchWidth, () => matchMedia(WIDE).matches)
}

function set(next: Details): void {
  details = next
  for (const listener of listeners) listener()
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function watchWidth(listener: () => void): () => void {
  const query = matchMedia(WIDE)
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}
