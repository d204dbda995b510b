import type { WorkflowDefinition } from '@frontdesk/protocol'
import { expect, test } from 'vitest'
import { backEdgePath, lanesOf } from '../src/features/workflows/logic/lanes'

const step = (id: string, x: number, y: number) =>
  ({ id, name: id, type: 'wait_for_reply', position: { x, y } }) as const
const way = (source: string, target: string) => ({ source, exit: 'next', target })

const loop: WorkflowDefinition = {
  nodes: [step('a', 0, 0), step('b', -260, 200), step('c', 0, 400), step('far', 900, 900)],
  edges: [way('a', 'b'), way('b', 'c'), way('c', 'a'), way('c', 'b')],
}

test('only ways that lead back run in a lane', () => {
  expect([...lanesOf(loop).keys()]).toEqual([way('c', 'a'), way('c', 'b')])
})

test('a lane lies beside every card it passes, on the nearer side, and no two lie on each other', () => {
  const [first, second] = [...lanesOf(loop).values()]

  expect(first).toBeGreaterThan(224)
  expect(first).toBeLessThan(900)
  expect(second).not.toBe(first)
})

test('a way back leaves downwards and arrives from above', () => {
  const path = backEdgePath({ x: 100, y: 460 }, { x: 100, y: 0 }, 300)

  expect(path.startsWith('M 100 460 L 100 474 Q 100 482')).toBe(true)
  expect(path.endsWith('Q 100 -22 100 -14 L 100 0')).toBe(true)
  expect(path).not.toContain('NaN')
})
