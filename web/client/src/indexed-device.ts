import { cookieDevice, documentJar } from './cookie-device.ts'
import { type Device, firstToken, type Identity, memoryDevice } from './device.ts'
import type { Outgoing } from './outgoing.ts'

const OUTBOX = 'outbox'
const FACTS = 'facts'
const IDENTITY = 'identity'

/**
 * Keeps things in IndexedDB; where that is refused, as some browsers do in a frame of
 * another site, in partitioned cookies; else in memory. Nothing is opened before the
 * first call.
 */
export function browserDevice(name: string): Device {
  let opened: Promise<Device> | null = null
  const device = () => {
    opened ??= openDatabase(name).then(indexedDevice, () => smallerDevice(name))
    return opened
  }
  return {
    isShared: async () => (await device()).isShared(),
    loadOutgoing: async () => (await device()).loadOutgoing(),
    keepOutgoing: async (entry) => (await device()).keepOutgoing(entry),
    dropOutgoing: async (tempId) => (await device()).dropOutgoing(tempId),
    loadIdentity: async () => (await device()).loadIdentity(),
    claimIdentity: async (fresh) => (await device()).claimIdentity(fresh),
    keepIdentity: async (identity) => (await device()).keepIdentity(identity),
    claimToken: async (uid, token) => (await device()).claimToken(uid, token),
    forget: async () => (await device()).forget(),
  }
}

function smallerDevice(name: string): Device {
  const cookies = typeof document === 'undefined' ? null : cookieDevice(name, documentJar)
  return cookies ?? memoryDevice()
}

function openDatabase(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => {
      request.result.createObjectStore(OUTBOX, { keyPath: 'tempId' })
      request.result.createObjectStore(FACTS)
    }
    request.onerror = () => reject(request.error)
    request.onblocked = () => reject(new Error('Another tab holds an older database open.'))
    request.onsuccess = () => resolve(request.result)
  })
}

function indexedDevice(database: IDBDatabase): Device {
  const store = (name: string, mode: IDBTransactionMode) =>
    database.transaction(name, mode).objectStore(name)
  return {
    isShared: async () => true,
    loadOutgoing: () => result<Outgoing[]>(store(OUTBOX, 'readonly').getAll(), []),
    keepOutgoing: (entry) => done(store(OUTBOX, 'readwrite').put(entry)),
    dropOutgoing: (tempId) => done(store(OUTBOX, 'readwrite').delete(tempId)),
    loadIdentity: async () => {
      const found = store(FACTS, 'readonly').get(IDENTITY)
      return (await result<Identity | undefined>(found, undefined)) ?? null
    },
    // One transaction, so that two tabs opened together end up as one visitor.
    claimIdentity: async (fresh) => {
      const facts = store(FACTS, 'readwrite')
      const found = await result<Identity | undefined>(facts.get(IDENTITY), undefined)
      if (found) return found
      await done(facts.put(fresh, IDENTITY))
      return fresh
    },
    keepIdentity: (identity) => done(store(FACTS, 'readwrite').put(identity, IDENTITY)),
    claimToken: async (uid, token) => {
      const facts = store(FACTS, 'readwrite')
      const kept = await result<Identity | undefined>(facts.get(IDENTITY), undefined)
      const identity = firstToken(kept ?? null, uid, token)
      if (kept) await done(facts.put(identity, IDENTITY))
      return identity
    },
    forget: async () => {
      await done(store(OUTBOX, 'readwrite').clear())
      await done(store(FACTS, 'readwrite').clear())
    },
  }
}

function result<Value>(request: IDBRequest, otherwise: Value): Promise<Value> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve(request.result as Value)
    request.onerror = () => resolve(otherwise)
  })
}

// A full disk must not stop a message from being sent: the page still holds it.
function done(request: IDBRequest): Promise<void> {
  return new Promise((resolve) => {
    request.onsuccess = () => resolve()
    request.onerror = (event) => {
      event.preventDefault()
      resolve()
    }
  })
}
