/** That somebody would rather not leave an address, for as long as this tab lives. */
export function readSkipped(projectId: number): boolean {
  try {
    return sessionStorage.getItem(keyOf(projectId)) !== null
  } catch {
    return false
  }
}

export function keepSkipped(projectId: number): void {
  try {
    sessionStorage.setItem(keyOf(projectId), '1')
  } catch {
    // Storage is blocked: it is asked again after a reload.
  }
}

export function dropSkipped(projectId: number): void {
  try {
    sessionStorage.removeItem(keyOf(projectId))
  } catch {
    // Storage is blocked: nothing was kept.
  }
}

function keyOf(projectId: number): string {
  return `frontdesk-${projectId}-no-email`
}
