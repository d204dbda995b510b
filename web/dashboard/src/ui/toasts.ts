export type Toast = {
  id: number
  words: string
  tone: 'plain' | 'problem'
  action?: { words: string; run: () => void }
}

const SHOWN_MS = 6000

let shown: readonly Toast[] = []
let nextId = 1
const listeners = new Set<() => void>()

/** Say something briefly at the foot of the screen, with one way back if there is one. */
export function showToast(words: string, action?: Toast['action']): void {
  show({ id: nextId++, words, tone: 'plain', ...(action ? { action } : {}) })
}

export function showError(words: string, action?: Toast['action']): void {
  show({ id: nextId++, words, tone: 'problem', ...(action ? { action } : {}) })
}

export function dismissToast(id: number): void {
  set(shown.filter((toast) => toast.id !== id))
}

export function readToasts(): readonly Toast[] {
  return shown
}

export function watchToasts(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function show(toast: Toast): void {
  set([...shown.slice(-2), toast])
  setTimeout(() => dismissToast(toast.id), SHOWN_MS)
}

function set(next: readonly Toast[]): void {
  shown = next
  for (const listener of listeners) listener()
}
