import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { cookieDevice } from '../src/cookie-device.ts'
import { type Device, memoryDevice, newId } from '../src/device.ts'
import { browserDevice } from '../src/indexed-device.ts'
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
  ['in cookies', inCookies],
  ['in memory', inMemory],
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

  it('keeps no token of somebody who was forgotten, or followed, meanwhile', async () => {
    const open = make(`${where} late token`)
    await open().claimIdentity({ uid: 'ada', token: null })
    await open().forget()

    const late = await open().claimToken('ada', 'late')
    expect(await open().loadIdentity()).toBeNull()
    await open().claimIdentity({ uid: 'eve', token: null })
    const later = await open().claimToken('ada', 'later')

    expect([late.uid, later.uid]).toEqual(['ada', 'eve'])
    expect(await open().loadIdentity()).toEqual({ uid: 'eve', token: null })
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

  it('a blocked database is replaced by memory', async () => {
    vi.stubGlobal('indexedDB', {
      open() {
        throw new DOMException('blocked', 'SecurityError')
      },
    })
    const device = browserDevice('blocked')

    await device.keepOutgoing(entry)

    expect(await device.loadOutgoing()).toEqual([entry])
    expect(await device.isShared()).toBe(false)
  })

  it('ids are UUIDs where the page has no randomUUID', () => {
    vi.stubGlobal('crypto', { getRandomValues: (bytes: Uint8Array) => bytes.fill(0xff) })

    expect(newId()).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  })
})

describe('Cookies', () => {
  it('are given up where they are refused too', () => {
    expect(cookieDevice('a', { read: () => '', write() {} })).toBeNull()
  })

  it('do not hold what would push the identity out', async () => {
    const jar = cookieJar()
    const device = open(jar)
    await device.keepIdentity({ uid: 'one', token: 'secret' })

    await device.keepOutgoing({ ...entry, content: 'x'.repeat(5_000) })
    for (const tempId of ['1', '2', '3', '4']) {
      await device.keepOutgoing({ ...entry, tempId, content: 'x'.repeat(3_000) })
    }

    expect(await device.loadOutgoing()).toHaveLength(2)
    expect(jar.read().length).toBeLessThan(8_200)
    expect(await device.loadIdentity()).toEqual({ uid: 'one', token: 'secret' })
  })

  it('of another project are another device', async () => {
    const jar = cookieJar()
    await open(jar).keepIdentity({ uid: 'one', token: null })

    expect(await cookieDevice('frontdesk-2', jar)?.loadIdentity()).toBeNull()
  })

  it('that are damaged count as none', async () => {
    const device = open({ read: () => 'frontdesk-1-identity=%7Bnonsense', write() {} }, true)

    expect(await device.loadIdentity()).toBeNull()
  })
})

function open(jar: ReturnType<typeof cookieJar>, isProbed = false): Device {
  const probed = { ...jar, read: () => `${jar.read()}; frontdesk-1-probe=1` }
  const device = cookieDevice('frontdesk-1', isProbed ? probed : jar)
  if (!device) throw new Error('refused')
  return device
}

function inCookies(name: string): () => Device {
  const jar = cookieJar()
  return () => cookieDevice(name.replaceAll(' ', '-'), jar) ?? memoryDevice()
}

function inMemory(): () => Device {
  const device = memoryDevice()
  return () => device
}

/** Cookies as `document.cookie` gives and takes them. */
function cookieJar() {
  const kept = new Map<string, string>()
  return {
    read: () => [...kept].map((pair) => pair.join('=')).join('; '),
    write(cookie: string) {
      const [pair = '', maxAge = ''] = cookie.split('; ')
      const [name = '', value = ''] = [
        pair.slice(0, pair.indexOf('=')),
        pair.slice(pair.indexOf('=') + 1),
      ]
      if (maxAge === 'Max-Age=0') kept.delete(name)
      else kept.set(name, value)
    },
  }
}
