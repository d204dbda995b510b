import type { Outgoing } from './outgoing.ts'

/** Who this device is to a project. */
export interface Identity {
  uid: string
  /** Null until the server has given one. */
  token: string | null
}

/** What this device keeps through reloads. */
export interface Device {
  /** Whether other tabs find the same things; if not, each tab is a visitor of its own. */
  isShared(): Promise<boolean>
  loadOutgoing(): Promise<Outgoing[]>
  keepOutgoing(entry: Outgoing): Promise<void>
  dropOutgoing(tempId: string): Promise<void>
  loadIdentity(): Promise<Identity | null>
  /** Keep `fresh` unless another tab was first; returns whichever counts. */
  claimIdentity(fresh: Identity): Promise<Identity>
  keepIdentity(identity: Identity): Promise<void>
  /** Keep the first token given to this uid, whichever tab it was given to. */
  claimToken(uid: string, token: string): Promise<Identity>
  forget(): Promise<void>
}

/** Keeps things for as long as the page lives, where the browser allows no more. */
export function memoryDevice(): Device {
  const outgoing = new Map<string, Outgoing>()
  let identity: Identity | null = null
  return {
    isShared: async () => false,
    loadOutgoing: async () => [...outgoing.values()],
    keepOutgoing: async (entry) => {
      outgoing.set(entry.tempId, entry)
    },
    dropOutgoing: async (tempId) => {
      outgoing.delete(tempId)
    },
    loadIdentity: async () => identity,
    claimIdentity: async (fresh) => {
      identity ??= fresh
      return identity
    },
    keepIdentity: async (next) => {
      identity = next
    },
    claimToken: async (uid, token) => {
      const claimed = firstToken(identity, uid, token)
      if (identity) identity = claimed
      return claimed
    },
    forget: async () => {
      outgoing.clear()
      identity = null
    },
  }
}

/**
 * Two tabs may be given a token each; only what both of them use is worth keeping. One given to
 * somebody who was forgotten meanwhile is kept by nobody.
 */
export function firstToken(kept: Identity | null, uid: string, token: string): Identity {
  return kept === null || (kept.uid === uid && kept.token === null) ? { uid, token } : kept
}

/** A v4 UUID; `crypto.randomUUID` exists on https and localhost only. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16)
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20),
  ].join('-')
}
