/**
 * Runs after the pages are built: writes `name.br` and `name.gz` beside every text among them.
 * Compressing as hard as one can takes seconds, so it is done once, here, and not for each request.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'

const STATIC = join(import.meta.dirname, '../frontdesk/static')
const TEXTS = /\.(js|css|html|svg|json)$/

for (const name of readdirSync(STATIC, { recursive: true })) {
  if (!TEXTS.test(name)) continue
  const path = join(STATIC, name)
  const text = readFileSync(path)
  writeFileSync(`${path}.br`, brotliCompressSync(text))
  writeFileSync(`${path}.gz`, gzipSync(text, { level: 9 }))
}
