import type { World } from './world.ts'

export type Move = [weight: number, act: () => unknown]

/** Pick one of the moves, the heavier the likelier. */
export function choose(moves: readonly Move[], chance: number): () => unknown {
  let left = chance * moves.reduce((sum, [weight]) => sum + weight, 0)
  for (const [weight, act] of moves) {
    left -= weight
    if (left < 0) return act
  }
  return () => undefined
}

export function pick(world: World, most: number): number {
  return 1 + Math.floor(world.random() * most)
}

export const SEEDS = Number(process.env['SEEDS'] ?? 150)
export const FIRST_SEED = Number(process.env['SEED'] ?? 1)
