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
