import * as t from '../words/words'
/** Every shortcut there is, as the sheet lists them. */
export const SHORTCUTS: readonly {
  title: string
  keys: readonly { keys: string[]; words: string }[]
}[] = [
  {
    title: t.shell.anywhere,
    keys: [
      { keys: ['⌘', 'K'], words: t.shell.goToAnything },
      { keys: ['n'], words: t.shell.takeTheNextChatInTheQueue },
      { keys: ['f'], words: t.shell.searchConversations },
      { keys: ['?'], words: t.shell.showThisSheet },
    ],
  },
  {
    title: t.shell.inTheInbox,
    keys: [
      { keys: ['j'], words: t.shell.nextConversation },
      { keys: ['k'], words: t.shell.previousConversation },
      { keys: ['⇧', 'F'], words: t.shell.filterConversations },
      { keys: ['Enter'], words: t.shell.openTheFocusedConversation },
    ],
  },
  {
    title: t.shell.inAConversation,
    keys: [
      { keys: ['r'], words: t.shell.writeAReply },
      { keys: ['/'], words: t.shell.cannedRepliesWhileWriting },
      { keys: ['m'], words: t.shell.writeANote },
      { keys: ['a'], words: t.shell.assignHandOverOrReassign },
      { keys: ['e'], words: t.shell.solveOrReopen },
      { keys: ['d'], words: t.shell.showOrHideVisitorDetails },
      { keys: ['Esc'], words: t.shell.leaveTheComposer },
    ],
  },
]
