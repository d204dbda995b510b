import { describe, expect, it } from 'vitest'
import { createHttp, type Http, HttpError } from '../src/http.ts'

describe('A request', () => {
  it('carries the CSRF token and JSON when it writes, and neither when it reads', async () => {
    const { http, calls } = api(() => Response.json({ id: 1 }))
    http.csrfToken = 'token'

    await http.post('/projects', { body: { name: 'Shop' } })
    await http.get('/projects')

    expect(calls[0]).toMatchObject({
      path: '/api/v1/projects',
      method: 'POST',
      body: '{"name":"Shop"}',
      headers: { 'X-CSRF-Token': 'token', 'Content-Type': 'application/json' },
    })
    expect(calls[1]?.headers).toEqual({ Accept: 'application/json' })
  })

  it('names the version it has seen', async () => {
    const { http, calls } = api(() => Response.json({}))

    await http.patch('/projects/1', { body: {}, ifMatch: 7 })

    expect(calls[0]?.headers).toMatchObject({ 'If-Match': '"7"' })
  })

  it('writes its query into the address', async () => {
    const { http, calls } = api(() => Response.json({ data: [], nextCursor: null }))

    await http.get('/projects/1/tags', { query: { cursor: 'a&b', limit: 2 } })

    expect(calls[0]?.path).toBe('/api/v1/projects/1/tags?cursor=a%26b&limit=2')
  })

  it.each([
    ['"7"', 7],
    ['W/"7"', 7],
    ['"of something else"', Number.NaN],
    [null, Number.NaN],
  ])('an answer tagged %s stands at version %s', async (tag, version) => {
    const { http } = api(() =>
      Response.json({ id: 1 }, { headers: tag === null ? {} : { ETag: tag } }),
    )

    const answer = await http.versioned.get('/projects/1/settings/widget')

    expect(answer).toEqual({ value: { id: 1 }, version })
  })

  it('an answer without a body is undefined', async () => {
    const { http } = api(() => new Response(null, { status: 204 }))

    expect(await http.delete('/projects/1')).toBeUndefined()
  })
})

describe('What the document does not describe', () => {
  it('does not compile', () => {
    const wrong = (http: Http) => [
      // @ts-expect-error There is no such address.
      http.get('/projects/1/tagz'),
      // @ts-expect-error An id is a number.
      http.get(`/projects/${'one'}/tags`),
      // @ts-expect-error This address does not take this method.
      http.delete('/projects/1/tags'),
      // @ts-expect-error A tag needs a name.
      http.post('/projects/1/tags', { body: { colour: '#64748b' } }),
      // @ts-expect-error Its body may not be left out.
      http.post('/projects/1/tags'),
      // @ts-expect-error There is no such field.
      http.patch('/projects/1/tags/1', { body: { colr: '#64748b' } }),
      // @ts-expect-error Nobody reads this parameter.
      http.get('/projects/1/tags', { query: { lim: 1 } }),
      // @ts-expect-error It has no version to be named.
      http.patch('/projects/1/tags/1', { body: {}, ifMatch: 1 }),
      // @ts-expect-error Its answer is a page.
      http.get('/projects/1/tags').then((page) => page.name),
    ]

    expect(wrong).toBeTypeOf('function')
  })
})

describe('A refusal', () => {
  it('keeps the code, the fields and the time to wait', async () => {
    const { http } = api(() =>
      Response.json(
        { error: { code: 'rate_limited', message: 'Slow down.', fields: { text: 'Too often.' } } },
        { status: 429, headers: { 'Retry-After': '9' } },
      ),
    )

    const error = await http.post('/auth/logout').catch((refused: unknown) => refused)

    expect(error).toBeInstanceOf(HttpError)
    expect(error).toMatchObject({
      status: 429,
      code: 'rate_limited',
      message: 'Slow down.',
      fields: { text: 'Too often.' },
      retryAfterSeconds: 9,
    })
  })

  it.each([
    [502, 'unavailable'],
    [413, 'too_long'],
    [404, 'not_found'],
    [418, 'invalid'],
  ])('of a proxy that speaks HTML is understood by its status: %s', async (status, code) => {
    const { http } = api(() => new Response('<h1>no</h1>', { status }))

    await expect(http.get('/user/me')).rejects.toMatchObject({ status, code })
  })

  it('no answer at all is offline', async () => {
    const { http } = api(() => {
      throw new TypeError('Failed to fetch')
    })

    await expect(http.get('/user/me')).rejects.toMatchObject({ status: 0, code: 'offline' })
  })

  it('of the session itself is told to the app', async () => {
    let signedOut = 0
    const refuse = () => new Response('', { status: 401 })
    const http = createHttp({
      baseUrl: '',
      fetch: async () => refuse(),
      onUnauthorized: () => {
        signedOut += 1
      },
    })

    await expect(http.get('/user/me')).rejects.toMatchObject({ code: 'unauthorized' })

    expect(signedOut).toBe(1)
  })
})

function api(answer: () => Response) {
  const calls: (RequestInit & { path: string })[] = []
  const fetch = async (path: unknown, init: RequestInit = {}) => {
    calls.push({ path: String(path), ...init })
    return answer()
  }
  return { http: createHttp({ baseUrl: '', fetch: fetch as typeof globalThis.fetch }), calls }
}
