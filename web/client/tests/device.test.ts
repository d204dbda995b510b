import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { memoryDevice, newId } from '../src/device.ts'
import { browserDevice, hasKept } from '../src/indexed-device.ts'
import type { Outgoing } from '../src/outgoing.ts'

const entry: Outgoing = {
  tempId: 'a',
  content: 'hello',
  createdAt: '2026-01-05T09:00:00.000Z',
  order: 1,
  conversationId: null,
  state: 'waiting',
  attempts: 0,
  notBefore: 0,
  error: null,
  message: null,
}

describe.each([
  ['in the database', (name: string) => () => browserDevice(name)],
  [
    'in memory',
    () =>
      (
        (device) => () =>
          device
      )(memoryDevice()),
  ],
] as const)('A device %s', (where, make) => {
  it('keeps messages until they are dropped', async () => {
    const open = make(`${where} messages`)
    await open().keepOutgoing(entry)
    await open().keepOutgoing({ ...entry, state: 'failed' })
    expect(await open().loadOutgoing()).toEqual([{ ...entry, state: 'failed' }])

    await open().dropOutgoing('a')

    expect(await open().loadOutgoing()).toEqual([])
  })

  it('two tabs opened together end up as one visitor', async () => {
    const open = make(`${where} visitor`)

    const claimed = await Promise.all(
      ['one', 'two'].map((uid) => open().claimIdentity({ uid, token: null })),
    )

    expect(claimed[0]).toEqual(claimed[1])
    expect(await open().loadIdentity()).toEqual(claimed[0])
  })

  it('forgets everything when asked to', async () => {
    const open = make(`${where} forgotten`)
    await open().keepOutgoing(entry)
    await open().keepIdentity({ uid: 'one', token: 'secret' })

    await open().forget()

    expect(await open().loadOutgoing()).toEqual([])
    expect(await open().loadIdentity()).toBeNull()
  })
})

describe('Storage', () => {
  afterEach(() => vi.unstubAllGlobals())

  it('asking whether anything is kept creates nothing', async () => {
    expect(await hasKept('nobody')).toBe(false)

    const names = (await indexedDB.databases()).map((database) => database.name)
    expect(names).not.toContain('nobody')
  })

  it('what was kept is found', async () => {
    await browserDevice('somebody').keepIdentity({ uid: 'one', token: null })

    expect(await hasKept('somebody')).toBe(true)
  })

  it('a blocked database is replaced by memory', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
    const device = browserDevice('blocked')

    await device.keepOutgoing(entry)

    expect(await device.loadOutgoing()).toEqual([entry])
    expect(await hasKept('blocked')).toBe(false)
  })

  it('ids are UUIDs where the page has no randomUUID', () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xff) })

    expect(newId()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  })
})
