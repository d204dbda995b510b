export const conversation = {
  priorityIs: (value: string) => `Priority: ${value}`,
  priority: 'Priority',
  backToTheList: 'Back to the list',
  visitorDetails: 'Visitor details',
  thisConversationCould: 'This conversation could not be opened',
  thisConversationCouldNotBeShown: 'This conversation could not be shown',
  conversationWith: (name: string) => `Conversation with ${name}`,
  isLookingToo: (first: string) => `${first} is looking too`,
  andAreLookingToo: (first: string, second: string) => `${first} and ${second} are looking too`,
  andOthersAreLookingToo: (first: string, length: number) =>
    `${first} and ${length} others are looking too`,
  unblock: 'Unblock',
  notSpam: 'Not spam',
  reopenToReply: 'Reopen to reply',
  thisVisitorIsBlocked: 'This visitor is blocked. The chat is closed for both sides.',
  markedAsSpamNewMessages: 'Marked as spam. New messages land here unannounced.',
  thisConversationIsSolved: 'This conversation is solved.',
}
