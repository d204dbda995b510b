/** What is half written stays, per conversation, through reloads and reassignments. */
const PREFIX = 'frontdesk.draft.'

export type DraftKind = 'reply' | 'note'
type Place = { conversationId: number; kind: DraftKind }

export function readDraft(place: Place): string {
  try {
    return localStorage.getItem(keyOf(place)) ?? ''
  } catch {
    return ''
  }
}

export function saveDraft(place: Place, text: string): void {
  try {
    if (text) localStorage.setItem(keyOf(place), text)
    else localStorage.removeItem(keyOf(place))
  } catch {
    // Storage may be full or forbidden: the text still stands in the composer.
  }
}

function keyOf({ conversationId, kind }: Place): string {
  return PREFIX + (kind === 'note' ? `note.${conversationId}` : conversationId)
}
