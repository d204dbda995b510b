import { describe, expect, test } from 'vitest'
import {
  obstacleOf,
  publishedWords,
  publishingWords,
} from '../src/features/workflows/logic/published'

describe('a published workflow', () => {
  test('is live only where the assistant is on and answers by workflow', () => {
    const said = (mode: 'off' | 'draft' | 'auto', style: 'simple' | 'orchestrator') =>
      publishedWords(1, obstacleOf({ mode, style }))

    expect(said('auto', 'orchestrator')).toBe('Version 1 is live')
    expect(said('draft', 'orchestrator')).toBe('Version 1 is live')
    expect(said('off', 'orchestrator')).toBe('Version 1 is published, but the assistant is off')
    expect(said('auto', 'simple')).toContain('the assistant answers by its instructions')
  })

  test('is announced by what will happen, before it is published', () => {
    expect(publishingWords(obstacleOf({ mode: 'off', style: 'orchestrator' }))).toContain('is off')
    expect(publishingWords(obstacleOf({ mode: 'auto', style: 'simple' }))).toContain('instructions')
    expect(publishingWords(null)).toContain('New conversations use it at once')
  })
})
