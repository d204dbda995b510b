/** Every sentence the panel says. One catalogue per language; a missing one is a type error. */
export interface Words {
  chat: string
  close: string
  compose: string
  send: string
  history: string
  suggestions: string
  today: string
  yesterday: string
  visitor: string
  team: string
  ai: string
  aiOn: string
  aiOff: string
  aiIsOff: string
  askForPerson: string
  personComes: string
  deleted: string
  edited: string
  latest: string
  newMessages: (count: number) => string
  loadingOlder: string
  typing: (name: string) => string
  with: (name: string) => string
  online: string
  usually: (duration: string) => string
  away: string
  backToday: (time: string) => string
  backTomorrow: (time: string) => string
  backOn: (day: string, time: string) => string
  /** The place in the queue, and the minutes it may take, if anybody knows. */
  queue: (position: number, minutes: number | null) => string
  askEmail: string
  email: string
  emailSave: string
  emailSkip: string
  emailInvalid: string
  tryAgain: string
  emailKept: string
  blocked: string
  closed: string
  newConversation: string
  /** After `closed`, where the next message opens it again. */
  goOn: string
  sending: string
  sent: string
  delivered: string
  read: string
  readAt: (time: string) => string
  dismiss: string
  failed: string
  retry: string
  discard: string
  offline: string
  connecting: string
  refused: string
  charactersLeft: (count: number) => string
  charactersOver: (count: number) => string
  fewLeft: (limit: number, left: number) => string
  rateLimit: (limit: number, seconds: number) => string
  /** Under a message that waits because many new visitors write at once. */
  heldBack: string
  reasonTooLong: string
  reasonConflict: string
  reasonOther: string
  soundOn: string
  soundOff: string
  says: (name: string, text: string) => string
}
