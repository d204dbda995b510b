const KEY = 'frontdesk.project'

export function lastProject(): number | null {
  try {
    return Number(localStorage.getItem(KEY)) || null
  } catch {
    return null
  }
}

export function rememberProject(id: number): void {
  try {
    localStorage.setItem(KEY, String(id))
  } catch {
    // The first project of the list is as good a place to begin.
  }
}
