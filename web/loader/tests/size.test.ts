// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, it, vi } from 'vitest'

const MAX_BYTES = 2_000

it('the loader fits into 2 kB as it is sent', async () => {
  // What people load is built for production, whatever the tests themselves run as.
  vi.stubEnv('NODE_ENV', 'production')
  const root = fileURLToPath(new URL('..', import.meta.url))
  const built = (await build({ root, logLevel: 'silent', build: { write: false } })) as
    | Rolldown.RolldownOutput
    | Rolldown.RolldownOutput[]

  const [file] = [built].flat().flatMap(({ output }) => output)
  if (file?.type !== 'chunk') throw new Error('the build gave no script')

  expect(brotliCompressSync(file.code).length).toBeLessThanOrEqual(MAX_BYTES)
}, 60_000)
