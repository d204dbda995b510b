import type { Identified } from '@frontdesk/protocol'
import type { Settled } from './connection.ts'
import { identify, passingConflict } from './identification.ts'
import type { RefusedAck } from './refusal.ts'
import { isClosed, type StandingStore } from './standing.ts'
import type { VisitorHistory } from './visitor-history.ts'
import type { VisitorSeams } from './visitor-seams.ts'

export interface IntroductionParts extends Pick<VisitorSeams, 'device' | 'link'> {
  projectId: number
  history: VisitorHistory
  standing: StandingStore
}

/** Say who we are, and take what the server answers about how things stand. */
export async function introduce(
  parts: IntroductionParts,
  afterSeq: number | null,
): Promise<Identified | RefusedAck> {
  const { history, standing } = parts
  const answer = await identify({ ...parts, becameSomeoneElse: () => history.forget() }, afterSeq)
  standing.introduced(answer)
  if (isClosed(answer)) history.forget()
  return answer
}

/** Introduce ourselves on a fresh connection, and catch up. */
export async function settle(parts: IntroductionParts): Promise<Settled> {
  const { history } = parts
  const { afterSeq } = history
  const answer = await introduce(parts, afterSeq)
  if (isClosed(answer)) return { kind: 'live' }
  if (!answer.ok) return { kind: 'refused', error: passingConflict(answer.error) }
  if (await history.adopt(answer, afterSeq)) return { kind: 'live' }
  return {
    kind: 'refused',
    error: { code: 'no_answer', reason: 'no_answer', message: 'History is missing.' },
  }
}
