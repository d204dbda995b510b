import type { Conversation, Draft, Message, MessageStatus, Note } from '@frontdesk/protocol'

const ORDER: readonly MessageStatus[] = ['sent', 'delivered', 'read']

/** Where a conversation stands in the inbox, as text that sorts. */
export function placeOf({ lastMessageAt, id }: Conversation): string {
  return `${lastMessageAt}/${String(id).padStart(6, '0')}`
}

/** The server's own idea of a filter, in the words of the address it is asked at. */
export function isAskedFor(one: Conversation, asked: URLSearchParams): boolean {
  const holder = one.assigneeId === null ? 'none' : String(one.assigneeId)
  const answers: [string, boolean][] = [
    ['status', asked.get('status') === one.status],
    ['chatState', asked.get('chatState') === one.chatState],
    ['assignee', asked.get('assignee') === holder],
    ['tag', one.tags.includes(asked.get('tag') ?? '')],
    ['unread', one.unreadCount > 0],
  ]
  return answers.every(([name, isSo]) => !asked.has(name) || isSo)
}

/** Somebody closes, reopens, takes, gives back, hands over, tags or untags a chat. */
export function somethingSet(one: Conversation, random: () => number): Partial<Conversation> {
  const version = one.version + 1
  if (one.status !== 'open')
    return { version, status: 'open', chatState: 'waiting_assignment', assigneeId: null }
  const pick = random()
  if (pick < 0.3) return { version, status: 'solved', chatState: 'completed', assigneeId: null }
  if (pick < 0.5) return { version, chatState: 'waiting_assignment', assigneeId: null }
  if (pick < 0.75) return { version, chatState: 'assigned', assigneeId: random() < 0.5 ? 7 : 8 }
  return { version, tags: random() < 0.5 ? [] : ['parcels'] }
}

/** A status only moves forward; the first confirmation is the time of delivery. */
export function moveForward(message: Message, status: MessageStatus, at: string | null): void {
  if (ORDER.indexOf(status) > ORDER.indexOf(message.status)) message.status = status
  message.deliveredAt ??= at
}

/** A page of a thread, as small as tests need it to find holes. */
export function pageOf(all: readonly Message[], query: URLSearchParams): Message[] {
  const after = query.get('afterSeq')
  const before = query.get('beforeSeq')
  if (after !== null) return all.filter(({ seq }) => seq > Number(after)).slice(0, 200)
  return all.filter(({ seq }) => before === null || seq < Number(before)).slice(-5)
}

type Rows = {
  messages: ReadonlyMap<number, Message[]>
  notes: ReadonlyMap<number, Note[]>
  drafts: ReadonlyMap<number, Draft[]>
}

/** What belongs to a conversation, as the server answers it. */
export function partOf(rows: Rows, id: number, part: string, query: URLSearchParams): unknown {
  if (part === 'notes') return { data: rows.notes.get(id) ?? [], nextCursor: null }
  if (part === 'runs') return { data: [] }
  if (part === 'drafts') return { data: rows.drafts.get(id) ?? [] }
  return { data: pageOf(rows.messages.get(id) ?? [], query), headSeq: 0, nextCursor: null }
}
