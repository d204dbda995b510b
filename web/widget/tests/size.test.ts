// @vitest-environment node

import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { expect, it, vi } from 'vitest'

/** Of the sockets' library, what only long polling needs. */
const UNUSED = ['XMLHttpRequest', 'WebTransport', 'modulepreload']
const MAX_FIRST_LOAD_BYTES = 45_000

it('the panel’s first load, page and scripts and styles, fits into 45 kB as it is sent', async () => {
  // What people load is built for production, whatever the tests themselves run as.
  vi.stubEnv('NODE_ENV', 'production')
  const root = fileURLToPath(new URL('..', import.meta.url))
  const built = (await build({
    root,
    logLevel: 'silent',
    build: { write: false },
  })) as Rolldown.RolldownOutput

  // What is imported lazily (other languages) is not part of the first load.
  const first = built.output.filter((file) => file.type === 'asset' || file.isEntry)
  const text = first.map((file) => (file.type === 'chunk' ? file.code : '')).join('')
  const sizes = first.map(
    (file) => brotliCompressSync(file.type === 'asset' ? file.source : file.code).length,
  )

  expect(UNUSED.filter((word) => text.includes(word))).toEqual([])
  expect(sizes.length).toBeGreaterThan(2)
  expect(sizes.reduce((sum, size) => sum + size)).toBeLessThanOrEqual(MAX_FIRST_LOAD_BYTES)
}, 60_000)
