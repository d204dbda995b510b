import type { Conversation, Draft, Message, MessageStatus, Note } from '@frontdesk/protocol'

const ORDER: readonly MessageStatus[] = ['sent', 'delivered', 'read']

/** Where a conversation stands in the inbox, as text that sorts. */
export function placeOf({ lastMessageAt, id }: Conversation): string {
  return `${lastMessageAt}/${String(id).padStart(6, '0')}`
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
