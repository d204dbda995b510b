import type { WorkflowDefinition } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { COLUMN, layOut, ROW } from '../src/features/workflows/logic/layout'

function drawn(ways: string): WorkflowDefinition {
  const edges = ways.split(' ').map((way, number) => {
    const [source = '', target = ''] = way.split('>')
    return { source, exit: `way-${number}`, target }
  })
  const ids = [...new Set(edges.flatMap(({ source, target }) => [source, target]))]
  const nodes = ids.map((id) => ({
    id,
    name: id,
    position: { x: 0, y: 0 },
    type: id === 's' ? ('start' as const) : ('end' as const),
  }))
  return { nodes, edges }
}

const rowOf = (places: ReturnType<typeof layOut>, id: string) => (places.get(id)?.y ?? -1) / ROW

test('a step stands below the latest step that leads to it', () => {
  const places = layOut(drawn('s>a s>b a>c b>d d>c'))

  expect(['s', 'a', 'b', 'd', 'c'].map((id) => rowOf(places, id))).toEqual([0, 1, 1, 2, 3])
})

test('a way back does not push anything down', () => {
  const places = layOut(drawn('s>a a>b b>a'))

  expect(['s', 'a', 'b'].map((id) => rowOf(places, id))).toEqual([0, 1, 2])
})

test('no two steps lie on each other, and branches stand on both sides of where they part', () => {
  const places = layOut(drawn('s>a a>b a>c b>d c>d a>e'))

  const spots = [...places.values()].map(({ x, y }) => `${x},${y}`)
  expect(new Set(spots).size).toBe(spots.length)
  expect(places.get('b')?.x).toBeLessThan(places.get('c')?.x ?? 0)
  expect((places.get('c')?.x ?? 0) - (places.get('b')?.x ?? 0)).toBeGreaterThanOrEqual(COLUMN)
  expect(places.get('a')?.x).toBe(places.get('s')?.x)
})

test('the branches of neighbours make room for each other', () => {
  const places = layOut(drawn('s>a s>b a>c a>d b>e b>f'))

  const xs = ['c', 'd', 'e', 'f'].map((id) => places.get(id)?.x ?? 0)
  expect(xs).toEqual([-1.5, -0.5, 0.5, 1.5].map((one) => one * COLUMN))
})

test('steps nothing leads to, and an empty canvas, are no trouble', () => {
  expect(layOut({ nodes: [], edges: [] }).size).toBe(0)
  const lonely = { ...drawn('s>a x>y'), edges: [{ source: 's', exit: 'next', target: 'gone' }] }

  const places = layOut(lonely)

  const spots = [...places.values()].map(({ x, y }) => `${x},${y}`)
  expect(new Set(spots).size).toBe(4)
})

test('two hundred steps are laid out at once', () => {
  const ways = Array.from({ length: 199 }, (_, number) => `n${number}>n${number + 1}`)

  const places = layOut(drawn(['s>n0', ...ways, 'n150>n3', 'n20>n90'].join(' ')))

  expect(rowOf(places, 'n199')).toBe(200)
})

test('a step with many ways out is wider, and nothing lies on it', () => {
  const definition = drawn('s>wide s>b wide>c')
  const cases = Array.from({ length: 10 }, (_, number) => ({ key: `case-${number}` }))
  const wide = { id: 'wide', name: 'wide', position: { x: 0, y: 0 }, type: 'switch', cases }
  const nodes = definition.nodes.map((node) => (node.id === 'wide' ? wide : node))
  const drawnWide = { ...definition, nodes } as unknown as WorkflowDefinition

  const places = layOut(drawnWide)

  const [left, right] = [places.get('wide')?.x ?? 0, places.get('b')?.x ?? 0]
  expect(right).toBeGreaterThanOrEqual(left + 11 * 76)
  expect((places.get('c')?.x ?? 0) + 112).toBe(left + (11 * 76) / 2)
})
