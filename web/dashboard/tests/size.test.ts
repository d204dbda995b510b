// @vitest-environment node
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'
import { build, type Rolldown } from 'vite'
import { beforeAll, expect, test, vi } from 'vitest'

/** Bytes as they are sent: who adds a library sees what it costs everybody at the first visit. */
const MAX_FIRST_LOAD_BYTES = 230_000
const MAX_STYLE_BYTES = 12_500
const MAX_EDITOR_BYTES = 80_000
const MAX_PAGE_BYTES = 10_000

let output: Rolldown.RolldownOutput['output']

beforeAll(async () => {
  // What people load is built for production, whatever the tests themselves run as.
  vi.stubEnv('NODE_ENV', 'production')
  const root = fileURLToPath(new URL('..', import.meta.url))
  const built = await build({ root, logLevel: 'silent', build: { write: false } })
  output = (built as Rolldown.RolldownOutput).output
}, 60_000)

test('the first load fits into 230 kB, its styles into 12.5 kB', () => {
  const [entry] = chunks().filter(({ isEntry }) => isEntry)
  const scripts = withImports(entry?.fileName ?? '').map(({ code }) => sent(code))
  const styles = output.flatMap((file) =>
    file.type === 'asset' && file.fileName.endsWith('.css') ? sent(file.source) : [],
  )

  expect(scripts.length).toBeGreaterThan(1)
  expect(sum(scripts)).toBeLessThanOrEqual(MAX_FIRST_LOAD_BYTES)
  expect(styles.length).toBeGreaterThan(0)
  expect(sum(styles)).toBeLessThanOrEqual(MAX_STYLE_BYTES)
}, 60_000)

test('the workflow editor comes when it is opened, every other page is small', () => {
  const later = chunks().filter(({ isDynamicEntry }) => isDynamicEntry)
  const tooLarge = later.flatMap(({ name, code }) => {
    const [size, limit] = [sent(code), name === 'EditorPage' ? MAX_EDITOR_BYTES : MAX_PAGE_BYTES]
    return size > limit ? [`${name}: ${size} of ${limit}`] : []
  })

  expect(later.map(({ name }) => name)).toContain('EditorPage')
  expect(tooLarge).toEqual([])
}, 60_000)

function chunks(): Rolldown.OutputChunk[] {
  return output.filter((file) => file.type === 'chunk')
}

/** A chunk and everything it needs before it can run. */
function withImports(fileName: string, seen = new Set<string>()): Rolldown.OutputChunk[] {
  const chunk = chunks().find((one) => one.fileName === fileName)
  if (!chunk || seen.has(fileName)) return []
  seen.add(fileName)
  return [chunk, ...chunk.imports.flatMap((one) => withImports(one, seen))]
}

function sent(content: string | Uint8Array): number {
  return brotliCompressSync(content).length
}

function sum(sizes: number[]): number {
  return sizes.reduce((total, size) => total + size, 0)
}
