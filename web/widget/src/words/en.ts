import { pluralsOf } from '@frontdesk/client'
import type { Words } from './words.ts'

const plural = pluralsOf('en')
const ordinals = pluralsOf('en', 'ordinal')

const messages = (count: number) =>
  plural(count, { one: `${count} message`, other: `${count} messages` })

const ordinal = (place: number) =>
  ordinals(place, { one: `${place}st`, two: `${place}nd`, few: `${place}rd`, other: `${place}th` })

export const words: Words = {
  chat: 'Chat',
  close: 'Close chat',
  compose: 'Write a message',
  send: 'Send',
  history: 'Messages',
  suggestions: 'Suggestions',
  today: 'Today',
  yesterday: 'Yesterday',
  visitor: 'You',
  team: 'Team',
  ai: 'AI',
  aiOn: 'Turn AI on',
  aiOff: 'Turn AI off',
  aiIsOff: 'AI is off. People answer you here.',
  askForPerson: 'Talk to a person',
  personComes: 'A person will answer you here.',
  deleted: 'This message was deleted.',
  edited: 'edited',
  latest: 'Latest messages',
  newMessages: (count) =>
    plural(count, { one: `${count} new message`, other: `${count} new messages` }),
  loadingOlder: 'Loading earlier messages…',
  typing: (name) => `${name} is typing…`,
  with: (name) => `With ${name}`,
  online: 'We are online',
  usually: (duration) => `Usually replies in ${duration}`,
  away: 'No one is online right now',
  backToday: (time) => `Back at ${time}`,
  backTomorrow: (time) => `Back tomorrow at ${time}`,
  backOn: (day, time) => `Back on ${day} at ${time}`,
  queue: (position, minutes) => {
    const place = position === 1 ? 'You are next' : `You are ${ordinal(position)}`
    return minutes === null ? place : `${place} · about ${minutes} min`
  },
  askEmail: 'No one is here right now. You can leave an e-mail address for the team.',
  email: 'E-mail address',
  emailSave: 'Save',
  emailSkip: 'Not now',
  emailInvalid: 'This is not an e-mail address.',
  tryAgain: 'That did not work. Please try again.',
  emailKept: 'Thank you. We keep your address for the team.',
  blocked: 'This chat is closed.',
  closed: 'This conversation is finished.',
  newConversation: 'Write to start a new one.',
  goOn: 'Write to continue it.',
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
  readAt: (time) => `Read ${time}`,
  dismiss: 'Dismiss',
  failed: 'Not sent',
  retry: 'Retry',
  discard: 'Discard',
  offline: 'No connection. Your message is kept and will be sent.',
  connecting: 'Connecting…',
  refused: 'The chat is not available on this page.',
  charactersLeft: (count) =>
    plural(count, { one: `${count} character left`, other: `${count} characters left` }),
  charactersOver: (count) =>
    plural(count, { one: `${count} character too many`, other: `${count} characters too many` }),
  fewLeft: (limit, left) => `Up to ${messages(limit)} a minute: ${left} left.`,
  rateLimit: (limit, seconds) => `Up to ${messages(limit)} a minute. Next one in ${seconds} s.`,
  heldBack: 'Many people are writing right now. Your message will be sent in a moment.',
  reasonTooLong: 'The message is too long.',
  reasonConflict: 'This message was already sent with other words.',
  reasonOther: 'The server refused this message.',
  soundOn: 'Turn sound on',
  soundOff: 'Turn sound off',
  says: (name, text) => `${name}: ${text}`,
}
