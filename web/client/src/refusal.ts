import type { ErrorCode, Reason, Refusal as ServersRefusal } from '@frontdesk/protocol'

/** Said by this client: no answer in time, no way to the server. */
type Silence = 'no_answer' | 'offline'

/** Why something did not happen. */
export interface Refusal extends Omit<ServersRefusal, 'code' | 'reason'> {
  code: ErrorCode | Silence
  /** `unexplained` when a proxy in between answered in its own words. */
  reason: Reason | Silence | 'unexplained'
}

export interface RefusedAck {
  ok: false
  error: Refusal
}

/** What comes back for a request: its answer, or a refusal. */
export type Answer<Requests, Name extends keyof Requests> =
  | (Requests[Name] extends { answer: infer A } ? A : never)
  | RefusedAck

/** What a refusal means here, by its reason; one this version does not know goes by its code. */
export function meaning<Meaning>(
  { code, reason }: Pick<Refusal, 'code' | 'reason'>,
  byReason: { readonly [Name in Refusal['reason']]?: Meaning },
  byCode: (code: Refusal['code']) => Meaning,
): Meaning {
  return byReason[reason] ?? byCode(code)
}
