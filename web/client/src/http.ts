import type { Call, Operations, VersionedCall } from '@frontdesk/protocol'
import type { Refusal } from './refusal.ts'

/** The server said no, or nothing. */
export class HttpError extends Error {
  override name = 'HttpError'
  readonly status: number
  readonly code: Refusal['code']
  readonly reason: Refusal['reason']
  readonly fields: Record<string, string>
  readonly retryAfterSeconds: number | null

  constructor(status: number, error: Refusal, retryAfterSeconds: number | null) {
    super(error.message)
    this.status = status
    this.code = error.code
    this.reason = error.reason
    this.fields = error.fields ?? {}
    this.retryAfterSeconds = error.retryAfterSeconds ?? retryAfterSeconds
  }
}

export interface Http {
  /** From signing in; sent with every write. */
  csrfToken: string | null
  get: Call<Operations['GET']>
  post: Call<Operations['POST']>
  put: Call<Operations['PUT']>
  patch: Call<Operations['PATCH']>
  delete: Call<Operations['DELETE']>
  /** The same, for what carries a version: its answer comes with what `ifMatch` takes. */
  versioned: { get: VersionedCall<Operations['GET']>; put: VersionedCall<Operations['PUT']> }
}

export interface HttpParts {
  baseUrl: string
  onUnauthorized?: () => void
  fetch?: typeof globalThis.fetch
}

/** The same for every address. */
interface Request {
  query?: Record<string, string | number>
  body?: unknown
  signal?: AbortSignal
  /** The version one has seen; the server refuses the write if there is a newer one. */
  ifMatch?: number
  idempotencyKey?: string
}

/** Asks the server. A refusal is thrown as an `HttpError`. */
export function createHttp(parts: HttpParts): Http {
  const http: Http = {
    csrfToken: null,
    get: asking('GET'),
    post: asking('POST'),
    put: asking('PUT'),
    patch: asking('PATCH'),
    delete: asking('DELETE'),
    versioned: { get: askingVersioned('GET'), put: askingVersioned('PUT') },
  }
  // The one place that takes the document's word for what is answered: tests hold the server to it.
  function asking<M extends keyof Operations>(method: M): Call<Operations[M]> {
    return (async (path, given) => bodyOf(await respond(method, path, given))) as Call<
      Operations[M]
    >
  }
  function askingVersioned<M extends keyof Operations>(method: M): VersionedCall<Operations[M]> {
    return (async (path, given) => {
      const response = await respond(method, path, given)
      return { value: await bodyOf(response), version: versionOf(response) }
    }) as VersionedCall<Operations[M]>
  }
  async function respond(method: string, path: string, given: Request = {}): Promise<Response> {
    const { query, body, signal } = given
    const response = await reach(parts, `/api/v1${path}${queryText(query)}`, {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, http.csrfToken, given),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
    })
    if (response.ok) return response
    if (response.status === 401) parts.onUnauthorized?.()
    throw await errorOf(response)
  }
  return http
}

function queryText(query: Request['query']): string {
  if (!query) return ''
  const pairs = Object.entries(query).map(([name, value]) => [name, String(value)])
  return `?${new URLSearchParams(pairs)}`
}

async function reach(parts: HttpParts, path: string, init: RequestInit): Promise<Response> {
  const send = parts.fetch ?? globalThis.fetch
  try {
    return await send(parts.baseUrl + path, init)
  } catch (error) {
    if (init.signal?.aborted) throw error
    throw new HttpError(0, { code: 'offline', reason: 'offline', message: 'No connection.' }, null)
  }
}

function headersOf(
  method: string,
  csrfToken: string | null,
  { body, ifMatch, idempotencyKey }: Request,
): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(method !== 'GET' && csrfToken ? { 'X-CSRF-Token': csrfToken } : {}),
    ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
  }
}

/** The number in the ETag, also where a proxy that compresses has made it a weak one. */
function versionOf(response: Response): number {
  return Number(/^(?:W\/)?"(\d+)"$/.exec(response.headers.get('ETag') ?? '')?.[1] ?? Number.NaN)
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

async function errorOf(response: Response): Promise<HttpError> {
  const seconds = Number(response.headers.get('Retry-After') ?? Number.NaN)
  const retryAfterSeconds = Number.isFinite(seconds) ? seconds : null
  const body = await bodyOf(response).catch(() => undefined)
  return new HttpError(response.status, refusalIn(body, response.status), retryAfterSeconds)
}

/** A proxy in between may answer in its own words; then the status must do. */
function refusalIn(body: unknown, status: number): Refusal {
  const error = (body as { error?: Refusal } | undefined)?.error
  if (error && typeof error.code === 'string') return error
  const code = CODES[status] ?? (status >= 500 ? 'unavailable' : 'invalid')
  return { code, reason: 'unexplained', message: `The server answered ${status}.` }
}

const CODES: Record<number, Refusal['code']> = {
  401: 'unauthorized',
  403: 'forbidden',
  404: 'not_found',
  409: 'conflict',
  410: 'gone',
  412: 'stale',
  413: 'too_long',
  429: 'rate_limited',
}
