/**
 * Whether an input method is at work on this key: Enter accepts its suggestion, Escape takes it back.
 * Safari ends the composition before it tells of the key; 229 is what is left to know it by.
 */
export function isComposing(event: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean {
  return event.isComposing || event.keyCode === IME_KEY_CODE
}

const IME_KEY_CODE = 229

/** A single letter is a shortcut only when nobody is typing and nothing covers the page. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (
    event.defaultPrevented ||
    event.ctrlKey ||
    event.metaKey ||
    event.altKey ||
    isComposing(event)
  )
    return false
  const target = event.target
  if (!(target instanceof HTMLElement)) return true
  if (
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="menu"], [role="dialog"]',
    )
  )
    return false
  return document.querySelector('[role="dialog"], [role="menu"]') === null
}

export function onKey(listener: (event: KeyboardEvent) => void): () => void {
  document.addEventListener('keydown', listener)
  return () => document.removeEventListener('keydown', listener)
}
