import { afterEach, describe, expect, it, vi } from 'vitest'
import { readAddress } from '../src/address.ts'
import { joinPage, readPageState } from '../src/page.ts'

const HOST = 'https://shop.example'
const said = { url: 'https://shop.example/pricing', isOpen: true, locale: 'de' }

describe('What the page around the panel says', () => {
  afterEach(() => vi.restoreAllMocks())

  it('is heard from the page itself only: right window and right origin', () => {
    const hear = vi.fn()
    joinPage(HOST, hear)
    const data = JSON.stringify(said)

    dispatchEvent(
      new MessageEvent('message', { source: window, origin: 'https://evil.example', data }),
    )
    dispatchEvent(new MessageEvent('message', { source: null, origin: HOST, data }))
    expect(hear).not.toHaveBeenCalled()
    dispatchEvent(new MessageEvent('message', { source: window.parent, origin: HOST, data }))

    expect(hear).toHaveBeenCalledTimes(1)
  })

  it('is read field by field, and what has the wrong type counts as not said', () => {
    const text = JSON.stringify({
      ...said,
      title: 7,
      identity: { a: 1 },
      extra: 1,
    })

    expect(readPageState(text)).toEqual({
      url: said.url,
      title: '',
      referrer: '',
      locale: 'de',
      isOpen: true,
      backdrop: [],
      identity: null,
      profile: null,
    })
  })

  it.each([null, 7, {}, '', '{"url":', '[]', 'null', '{"url":7}', `"${'x'.repeat(20_001)}"`])(
    'is dropped when it is noise: %j',
    (noise) => {
      expect(readPageState(noise)).toBeNull()
    },
  )
})

describe('The panel’s own address', () => {
  it('names the project and the page’s origin', () => {
    const search = '?projectId=12&host=https://shop.example'

    expect(readAddress(search, true)).toMatchObject({ projectId: 12, host: HOST })
    expect(readAddress(search, false).host).toBeNull()
  })

  it.each([
    ['&mark=0', false],
    ['&mark=1', false],
    ['&mark=2', true],
    // Where the site may store nothing it can keep no wish to forget.
    ['&mark=undefined', true],
    ['', false],
  ])('%j says whether a person is to be forgotten: %s', (mark, mustForget) => {
    const search = `?projectId=12&host=https://shop.example${mark}`

    expect(readAddress(search, true).mustForget).toBe(mustForget)
    expect(readAddress(search, false).mustForget).toBe(false)
  })

  it.each(['-1', '1.5', 'abc', '', '9'.repeat(30)])('knows no project %j', (id) => {
    expect(readAddress(`?projectId=${id}`, true).projectId).toBe(0)
  })

  it.each(['*', 'null', 'https://shop.example/path', 'javascript:alert(1)', ''])(
    'takes nothing but an origin as the host: %j',
    (host) => {
      expect(readAddress(`?projectId=1&host=${encodeURIComponent(host)}`, true).host).toBeNull()
    },
  )
})
