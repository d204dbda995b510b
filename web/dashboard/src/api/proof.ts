/* Some changes want the password again. Whoever asks for one waits here until it was entered. */

let waiting: ((proved: boolean) => void)[] = []
const listeners = new Set<() => void>()

/** Ask the person at the screen for their password; false when they would rather not. */
export function askForProof(): Promise<boolean> {
  return new Promise((resolve) => {
    waiting = [...waiting, resolve]
    tell()
  })
}

/** The dialog is done: every call that waited is repeated, or refused. */
export function settleProof(proved: boolean): void {
  const asked = waiting
  waiting = []
  for (const resolve of asked) resolve(proved)
  tell()
}

export function isProofAsked(): boolean {
  return waiting.length > 0
}

export function watchProof(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Repeats a call that wants the password again, once it was entered. */
export async function provingFetch(
  input: RequestInfo | URL,
  init?: RequestInit,
): Promise<Response> {
  const response = await globalThis.fetch(input, init)
  if (response.status !== 403 || !(await wantsPassword(response.clone()))) return response
  return (await askForProof()) ? globalThis.fetch(input, init) : response
}

async function wantsPassword(response: Response): Promise<boolean> {
  const body: unknown = await response.json().catch(() => null)
  const error = (body as { error?: { reason?: string } } | null)?.error
  return error?.reason === 'password_needed'
}

function tell(): void {
  for (const listener of listeners) listener()
}
