import { createHttp, HttpError, type Refusal as RefusalParts } from '@frontdesk/client'
import * as t from '../words/words'
import { provingFetch } from './proof'

let onSignedOut: () => void = () => {}

/** The one door to the server. The CSRF token lives in memory: a page that can read it can do anything anyway. */
export const http = createHttp({
  baseUrl: '',
  onUnauthorized: () => onSignedOut(),
  fetch: provingFetch,
})

export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener
}

export type Refusal = HttpError
export const Refusal = HttpError

export function errorMessage(failure: unknown): string {
  return failure instanceof HttpError ? refusalWords(failure) : t.shared.somethingWentWrong
}

/** What a refusal means to whoever sits here, by its reason; an unknown one goes by its code. */
export function refusalWords(refusal: Pick<RefusalParts, 'code' | 'reason' | 'message'>): string {
  const { code, reason, message } = refusal
  if (code === 'offline' || code === 'no_answer') return t.shared.theServerCannotBeReached
  const known = t.refusals.byReason as Readonly<Record<string, string>>
  return known[reason] ?? t.refusals.byCode[code] ?? message
}

export function fieldErrors(failure: unknown): Record<string, string> {
  return failure instanceof HttpError ? failure.fields : {}
}
