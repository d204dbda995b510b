import { useSyncExternalStore } from 'react'

export type Theme = 'system' | 'light' | 'dark'
export type Contrast = 'system' | 'more' | 'normal'

type Appearance = { theme: Theme; contrast: Contrast }

const KEY = 'frontdesk.look'
const listeners = new Set<() => void>()
let appearance: Appearance = remembered()

/** Tokens are values of names: choosing a theme is setting two attributes. */
export function applyAppearance(): void {
  const { dataset } = document.documentElement
  if (appearance.theme === 'system') delete dataset['theme']
  else dataset['theme'] = appearance.theme
  if (appearance.contrast === 'system') delete dataset['contrast']
  else dataset['contrast'] = appearance.contrast
}

export function setAppearance(change: Partial<Appearance>): void {
  appearance = { ...appearance, ...change }
  try {
    localStorage.setItem(KEY, JSON.stringify(appearance))
  } catch {
    // A browser that keeps nothing still shows the choice until the page closes.
  }
  applyAppearance()
  for (const listener of listeners) listener()
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(watch, () => appearance)
}

function watch(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): Appearance {
  const plain: Appearance = { theme: 'system', contrast: 'system' }
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Partial<Appearance>
    return { ...plain, ...kept }
  } catch {
    return plain
  }
}
