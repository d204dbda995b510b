/** What the panel's own address says: `/widget/?projectId=1&host=https://shop.example&mark=1`. */
export interface Address {
  projectId: number
  /** Origin of the page we sit in; null when opened in a tab of its own. */
  host: string | null
  /**
   * The site said `shutdown`: forget the person before anything is shown, then say `forgotten`.
   * Where the site may store nothing it cannot keep that wish: each page begins anew.
   */
  mustForget: boolean
  /** The settings page shows the panel with what is not saved yet. */
  isPreview: boolean
}

export function readAddress(search: string, isFramed: boolean): Address {
  const query = new URLSearchParams(search)
  const projectId = Number(query.get('projectId'))
  return {
    projectId: Number.isSafeInteger(projectId) && projectId > 0 ? projectId : 0,
    host: isFramed ? originOf(query.get('host')) : null,
    isPreview: isFramed && query.get('preview') === '1',
    mustForget: isFramed && !['0', '1', null].includes(query.get('mark')),
  }
}

function originOf(text: string | null): string | null {
  const isOrigin = text !== null && URL.canParse(text) && new URL(text).origin === text
  return isOrigin ? text : null
}
