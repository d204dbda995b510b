/** The text being written, kept through a reload of this tab and nowhere else. */
export interface Draft {
  read(): string
  keep(text: string): void
}

export function openDraft(projectId: number): Draft {
  const key = `frontdesk-${projectId}-draft`
  let inMemory = ''
  return {
    read() {
      try {
        return sessionStorage.getItem(key) ?? ''
      } catch {
        return inMemory
      }
    },
    keep(text) {
      inMemory = text
      try {
        if (text) sessionStorage.setItem(key, text)
        else sessionStorage.removeItem(key)
      } catch {
        // Storage is blocked or full: the text lives as long as the panel.
      }
    },
  }
}
