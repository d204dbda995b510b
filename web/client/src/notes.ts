import type { FeedEvent, Note } from '@frontdesk/protocol'

/** The notes of one conversation, oldest first, after an event; the same array if it says nothing new. */
export function applyToNotes(
  notes: readonly Note[],
  event: FeedEvent,
  conversationId: number,
): readonly Note[] {
  switch (event.event) {
    case 'noteAdded':
    case 'noteUpdated': {
      const { feedSeq: _feedSeq, ...note } = event.payload
      return note.conversationId === conversationId ? put(notes, note) : notes
    }
    case 'noteDeleted': {
      const { id } = event.payload
      return notes.some((note) => note.id === id) ? notes.filter((note) => note.id !== id) : notes
    }
    default:
      return notes
  }
}

function put(notes: readonly Note[], note: Note): readonly Note[] {
  const known = notes.find(({ id }) => id === note.id)
  if (known && !isNewer(note, known)) return notes
  return [...notes.filter(({ id }) => id !== note.id), note].sort((a, b) => a.id - b.id)
}

/** An older event never overwrites what a snapshot already knows. */
function isNewer(note: Note, known: Note): boolean {
  return (note.editedAt ?? '') > (known.editedAt ?? '')
}
