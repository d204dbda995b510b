import type { Identified, VisitorRequests } from '@frontdesk/protocol'
import { type Device, type Identity, newId } from './device.ts'
import type { Refusal, RefusedAck } from './refusal.ts'
import type { Link } from './seams.ts'

export interface IdentificationParts {
  device: Device
  link: Pick<Link<VisitorRequests, unknown>, 'request'>
  projectId: number
  /** The device turned out to be nobody the server knows: what was known is not ours. */
  becameSomeoneElse(): void
}

/**
 * Introduce this device. When the server doesn't accept its token, perhaps another tab
 * has a newer one; after that it starts as somebody new.
 */
export async function identify(
  parts: IdentificationParts,
  afterSeq: number | null,
): Promise<Identified | RefusedAck> {
  const identity = await parts.device.claimIdentity({ uid: newId(), token: null })
  const answer = await introduce(parts, identity, afterSeq)
  if (!isUnauthorized(answer)) return answer

  const stored = (await parts.device.loadIdentity()) ?? identity
  const second = await introduce(parts, stored, afterSeq)
  if (!isUnauthorized(second)) return second

  const fresh: Identity = { uid: newId(), token: null }
  await parts.device.keepIdentity(fresh)
  parts.becameSomeoneElse()
  return introduce(parts, fresh, null)
}

async function introduce(
  { device, link, projectId }: IdentificationParts,
  identity: Identity,
  afterSeq: number | null,
): Promise<Identified | RefusedAck> {
  const answer = await link.request('identify', {
    projectId,
    visitorUid: identity.uid,
    ...(identity.token === null ? {} : { visitorToken: identity.token }),
    ...(afterSeq === null ? {} : { afterSeq }),
  })
  if (!answer.ok || answer.visitorToken === identity.token) return answer
  const kept = await device.claimToken(answer.visitorUid, answer.visitorToken)
  // Another tab was given its token first: begin again with that one.
  return kept.token === answer.visitorToken ? answer : anotherToken
}

const anotherToken: RefusedAck = {
  ok: false,
  error: { code: 'conflict', reason: 'other_visitor', message: 'Another tab has another token.' },
}

function isUnauthorized(answer: Identified | RefusedAck): boolean {
  return !answer.ok && answer.error.code === 'unauthorized'
}

/** A socket that belongs to another visitor is replaced, not argued with. */
export function passingConflict(error: Refusal): Refusal {
  return error.code === 'conflict' ? { ...error, code: 'no_answer', reason: 'no_answer' } : error
}
