import { describe, expect, it } from 'vitest'
import { createHttp, HttpError } from '../src/http.ts'

describe('A request', () => {
  it('carries the CSRF token and JSON when it writes, and neither when it reads', async () => {
    const { http, calls } = api(() => Response.json({ id: 1 }))
    http.csrfToken = 'token'

    await http.post('/a', { text: 'hello' })
    await http.get('/b')

    expect(calls[0]).toMatchObject({
      path: '/a',
      method: 'POST',
      body: '{"text":"hello"}',
      headers: { 'X-CSRF-Token': 'token', 'Content-Type': 'application/json' },
    })
    expect(calls[1]?.headers).toEqual({ Accept: 'application/json' })
  })

  it('names the version it has seen', async () => {
    const { http, calls } = api(() => Response.json({}))

    await http.patch('/a', {}, { ifMatch: 7 })

    expect(calls[0]?.headers).toMatchObject({ 'If-Match': '"7"' })
  })

  it('an answer without a body is undefined', async () => {
    const { http } = api(() => new Response(null, { status: 204 }))

    expect(await http.delete('/a')).toBeUndefined()
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

    const error = await http.post('/a').catch((refused: unknown) => refused)

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

    await expect(http.get('/a')).rejects.toMatchObject({ status, code })
  })

  it('no answer at all is offline', async () => {
    const { http } = api(() => {
      throw new TypeError('Failed to fetch')
    })

    await expect(http.get('/a')).rejects.toMatchObject({ status: 0, code: 'offline' })
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

    await expect(http.get('/a')).rejects.toMatchObject({ code: 'unauthorized' })

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
