// What does not fit would be cut by the browser, or push out the visitor's name.
const MAX_COOKIE = 3_000

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
        return inMemory || readCookie(key)
      }
    },
    keep(text) {
      inMemory = text
      try {
        if (text) sessionStorage.setItem(key, text)
        else sessionStorage.removeItem(key)
      } catch {
        // Storage is blocked or full, as in a frame of another site: a cookie of its own may do.
        try {
          keepCookie(key, text)
        } catch {
          // Not even that: the text lives as long as the panel.
        }
      }
    },
  }
}

function readCookie(key: string): string {
  const found = document.cookie.split('; ').find((pair) => pair.startsWith(`${key}=`))
  return decodeURIComponent(found?.slice(key.length + 1) ?? '')
}

/** Without an age: it goes with the browser. */
function keepCookie(key: string, text: string): void {
  const value = encodeURIComponent(text)
  const age = text && value.length <= MAX_COOKIE ? '' : 'Max-Age=0; '
  // biome-ignore lint/suspicious/noDocumentCookie: the other way to a cookie needs a promise
  document.cookie = `${key}=${value}; ${age}Path=/widget; Secure; SameSite=None; Partitioned`
}
