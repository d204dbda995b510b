import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Contrast = 'system' | 'more' | 'normal'

type Look = { theme: Theme; contrast: Contrast }

const KEY = 'frontdesk.look'
const listeners = new Set<() => void>()
let look: Look = remembered()

/** Tokens are values of names: choosing a theme is setting two attributes. */
export function applyLook(): void {
  const { dataset } = document.documentElement
  if (look.theme === 'system') delete dataset['theme']
  else dataset['theme'] = look.theme
  if (look.contrast === 'system') delete dataset['contrast']
  else dataset['contrast'] = look.contrast
}

export function chooseLook(change: Partial<Look>): void {
  look = { ...look, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(look))
  } catch {
    // A browser that keeps nothing still shows the choice until the page closes.
  }
  applyLook()
  for (const listener of listeners) listener()
}

export function useLook(): Look {
  return useSyncExternalStore(watch, () => look)
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): Look {
  const plain: Look = { theme: 'system', contrast: 'system' }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Look>
    return { ...plain, ...kept }
  } catch {
    return plain
  }
}
