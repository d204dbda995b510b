/** What is half written stays, per conversation, through reloads and reassignments. */
const PREFIX = 'frontdesk.draft.'

export function keptDraft(conversationId: number): string {
  try {
    return localStorage.getItem(PREFIX + conversationId) ?? ''
  } catch {
    return ''
  }
}

export function keepDraft(conversationId: number, text: string): void {
  try {
    if (text) localStorage.setItem(PREFIX + conversationId, text)
    else localStorage.removeItem(PREFIX + conversationId)
  } catch {
    // Storage may be full or forbidden: the text still stands in the composer.
  }
}
