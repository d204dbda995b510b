/** Every shortcut there is, as the sheet lists them. */
export const SHORTCUTS: readonly {
  title: string
  keys: readonly { keys: string[]; words: string }[]
}[] = [
  {
    title: 'Anywhere',
    keys: [
      { keys: ['⌘', 'K'], words: 'Go to anything' },
      { keys: ['n'], words: 'Take the next chat in the queue' },
      { keys: ['f'], words: 'Search conversations' },
      { keys: ['?'], words: 'Show this sheet' },
    ],
  },
  {
    title: 'In the inbox',
    keys: [
      { keys: ['j'], words: 'Next conversation' },
      { keys: ['k'], words: 'Previous conversation' },
      { keys: ['⇧', 'F'], words: 'Filter conversations' },
      { keys: ['Enter'], words: 'Open the focused conversation' },
    ],
  },
  {
    title: 'In a conversation',
    keys: [
      { keys: ['r'], words: 'Write a reply' },
      { keys: ['/'], words: 'Canned replies, while writing' },
      { keys: ['m'], words: 'Write a note' },
      { keys: ['a'], words: 'Assign, hand over or reassign' },
      { keys: ['e'], words: 'Solve, or reopen' },
      { keys: ['d'], words: 'Show or hide visitor details' },
      { keys: ['Esc'], words: 'Leave the composer' },
    ],
  },
]

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
