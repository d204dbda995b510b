import { useEffect, useRef } from 'react'
import { isPlainKey, onKey } from '../ui/keys'

type GlobalKeys = { openPalette: () => void; openSheet: () => void }

export function useGlobalKeys(actions: GlobalKeys): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(
    () =>
      onKey((event) => {
        const action = actionFor(event, latest.current)
        if (!action) return
        event.preventDefault()
        action()
      }),
    [],
  )
}

function actionFor(event: KeyboardEvent, actions: GlobalKeys): (() => void) | null {
  const isCommand = event.metaKey || event.ctrlKey
  if (isCommand && event.key.toLowerCase() === 'k') return actions.openPalette
  if (!isPlainKey(event)) return null
  if (event.key === '?') return actions.openSheet
  if (event.key === 'f') return () => press('search')
  return event.key === 'F' ? () => press('filter') : null
}

function press(shortcut: string): void {
  document.querySelector<HTMLButtonElement>(`[data-shortcut="${shortcut}"]`)?.click()
}
