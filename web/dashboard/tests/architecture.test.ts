// @vitest-environment node
import { expect, test } from 'vitest'

const sources = import.meta.glob<string>('../src/**/*.{ts,tsx}', {
  query: '?raw',
  import: 'default',
  eager: true,
})

/** From the ground up. A file may import from its own layer's folder and from layers below it. */
const LAYERS = [
  ['words'],
  ['ui'],
  ['api'],
  ['live'],
  ['shared'],
  ['features/responder'],
  // These are built side by side: none may import another.
  [
    'features/auth',
    'features/inbox',
    'features/queue',
    'features/reports',
    'features/settings',
    'features/workflows',
  ],
  ['shell'],
  ['routes'],
  ['main.tsx'],
]

type Import = { from: string; to: string }

const files = new Set(Object.keys(sources).map((path) => path.replace('../src/', '')))
const imports = [...files].flatMap((from) =>
  importsIn(from, sources[`../src/${from}`] ?? '').map((to): Import => ({ from, to })),
)

test('every file stands in a layer', () => {
  expect([...files].filter((file) => layerOf(file) === null)).toEqual([])
  expect(imports.length).toBeGreaterThan(1000)
})

test('imports point down the layers', () => {
  expect(imports.filter((one) => !pointsDown(one)).map(told)).toEqual([])
})

test('folders do not import each other in a circle', () => {
  expect(circles(folderGraph())).toEqual([])
})

test.each<[string, Import, boolean]>([
  ['downwards', { from: 'shell/Rail.tsx', to: 'live/queue.ts' }, true],
  ['inside one feature', { from: 'features/queue/A.tsx', to: 'features/queue/b.ts' }, true],
  ['upwards', { from: 'live/lists.ts', to: 'features/inbox/list/filter.ts' }, false],
  ['sideways', { from: 'features/queue/A.tsx', to: 'features/inbox/b.ts' }, false],
])('an import %s is told apart', (_, one, isFine) => {
  expect(pointsDown(one)).toBe(isFine)
})

test('a circle of folders is found through a third one', () => {
  const graph = new Map([
    ['a', new Set(['b'])],
    ['b', new Set(['c'])],
    ['c', new Set(['a'])],
    ['d', new Set(['a'])],
  ])
  expect(circles(graph)).toEqual(['a', 'b', 'c'])
})

function importsIn(file: string, source: string): string[] {
  const found = source.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)
  return [...found].flatMap(([, path = '']) => {
    const base = new URL(path, `file:///${file}`).pathname.slice(1)
    return [base, `${base}.ts`, `${base}.tsx`].find((one) => files.has(one)) ?? []
  })
}

function layerOf(file: string): { level: number; folder: string } | null {
  for (const [level, folders] of LAYERS.entries()) {
    const folder = folders.find((one) => file === one || file.startsWith(`${one}/`))
    if (folder) return { level, folder }
  }
  return null
}

function pointsDown({ from, to }: Import): boolean {
  const [above, below] = [layerOf(from), layerOf(to)]
  if (!above || !below) return false
  return above.folder === below.folder || above.level > below.level
}

function told({ from, to }: Import): string {
  return `${from} imports ${to}`
}

function folderGraph(): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [one, other] = [folderOf(from), folderOf(to)]
    if (one !== other) graph.set(one, (graph.get(one) ?? new Set()).add(other))
  }
  return graph
}

function folderOf(file: string): string {
  return file.split('/').slice(0, -1).join('/')
}

/** What can reach itself. */
function circles(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  return [...graph.keys()].filter((start) => {
    const seen = new Set<string>()
    const open = [...(graph.get(start) ?? [])]
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (next === start) return true
      if (seen.has(next)) continue
      seen.add(next)
      open.push(...(graph.get(next) ?? []))
    }
    return false
  })
}
