/** A single letter is a shortcut only when nobody is typing and nothing covers the page. */
export function isPlainKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
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
