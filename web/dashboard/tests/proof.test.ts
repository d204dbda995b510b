import { afterEach, expect, test, vi } from 'vitest'
import { isProofAsked, provingFetch, settleProof } from '../src/api/proof'

const refused = (reason: string) =>
  Response.json({ error: { code: 'forbidden', reason } }, { status: 403 })

afterEach(() => vi.unstubAllGlobals())

function answering(...answers: Response[]) {
  const fetch = vi.fn(async () => answers.shift() as Response)
  vi.stubGlobal('fetch', fetch)
  return fetch
}

test('a call that wants the password again is repeated once it was entered', async () => {
  const fetch = answering(refused('password_needed'), Response.json({ ok: true }))

  const call = provingFetch('/api', { method: 'POST', body: '{}' })
  await vi.waitFor(() => expect(isProofAsked()).toBe(true))
  settleProof(true)

  expect((await call).status).toBe(200)
  expect(fetch).toHaveBeenCalledTimes(2)
  expect(fetch.mock.calls[1]).toEqual(fetch.mock.calls[0])
  expect(isProofAsked()).toBe(false)
})

test('who would rather not enter it hears the refusal', async () => {
  const fetch = answering(refused('password_needed'))

  const call = provingFetch('/api')
  await vi.waitFor(() => expect(isProofAsked()).toBe(true))
  settleProof(false)

  const response = await call
  expect(response.status).toBe(403)
  expect(await response.json()).toMatchObject({ error: { reason: 'password_needed' } })
  expect(fetch).toHaveBeenCalledTimes(1)
})

test('two calls at once ask once', async () => {
  answering(
    refused('password_needed'),
    refused('password_needed'),
    Response.json(1),
    Response.json(2),
  )

  const calls = [provingFetch('/a'), provingFetch('/b')]
  await vi.waitFor(() => expect(isProofAsked()).toBe(true))
  await Promise.resolve()
  settleProof(true)

  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200])
})

test('another refusal asks for nothing', async () => {
  answering(refused('role_too_low'))

  expect((await provingFetch('/api')).status).toBe(403)
  expect(isProofAsked()).toBe(false)
})
