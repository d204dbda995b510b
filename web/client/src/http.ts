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

export interface HttpOptions {
  signal?: AbortSignal
  /** The version one has seen; the server refuses the write if there is a newer one. */
  ifMatch?: number
  idempotencyKey?: string
}

export interface Http {
  /** From signing in; sent with every write. */
  csrfToken: string | null
  get<Answer>(path: string, options?: HttpOptions): Promise<Answer>
  post<Answer>(path: string, body?: unknown, options?: HttpOptions): Promise<Answer>
  put<Answer>(path: string, body?: unknown, options?: HttpOptions): Promise<Answer>
  patch<Answer>(path: string, body?: unknown, options?: HttpOptions): Promise<Answer>
  delete<Answer = void>(path: string, options?: HttpOptions): Promise<Answer>
}

export interface HttpParts {
  baseUrl: string
  onUnauthorized?: () => void
  fetch?: typeof globalThis.fetch
}

export function createHttp(parts: HttpParts): Http {
  const http: Http = {
    csrfToken: null,
    get: (path, options) => call('GET', path, undefined, options),
    post: (path, body, options) => call('POST', path, body, options),
    put: (path, body, options) => call('PUT', path, body, options),
    patch: (path, body, options) => call('PATCH', path, body, options),
    delete: (path, options) => call('DELETE', path, undefined, options),
  }
  async function call<Answer>(
    method: string,
    path: string,
    body: unknown,
    options: HttpOptions = {},
  ): Promise<Answer> {
    const response = await reach(parts, path, {
      method,
      credentials: 'same-origin',
      headers: headersOf(method, http.csrfToken, body, options),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(options.signal ? { signal: options.signal } : {}),
    })
    if (response.ok) return (await bodyOf(response)) as Answer
    if (response.status === 401) parts.onUnauthorized?.()
    throw await errorOf(response)
  }
  return http
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
  body: unknown,
  { ifMatch, idempotencyKey }: HttpOptions,
): Record<string, string> {
  return {
    Accept: 'application/json',
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(method !== 'GET' && csrfToken ? { 'X-CSRF-Token': csrfToken } : {}),
    ...(ifMatch === undefined ? {} : { 'If-Match': `"${ifMatch}"` }),
    ...(idempotencyKey ? { 'Idempotency-Key': idempotencyKey } : {}),
  }
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
