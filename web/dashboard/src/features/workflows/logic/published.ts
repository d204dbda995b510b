import type { ResponderSettings } from '@frontdesk/protocol'
import * as t from '../../../words/words'

type Decided = Pick<ResponderSettings, 'mode' | 'style'>

/** Why nothing runs a published workflow; null where something does, or nobody knows yet. */
export type Obstacle = 'off' | 'instructions' | null

export function obstacleOf(assistant: Decided | undefined): Obstacle {
  if (!assistant) return null
  if (assistant.mode === 'off') return 'off'
  return assistant.style === 'orchestrator' ? null : 'instructions'
}

/** What became of a published version, in words. */
export function publishedWords(version: number, obstacle: Obstacle): string {
  if (obstacle === 'off') return t.workflows.publishedButOff(version)
  if (obstacle === 'instructions') return t.workflows.publishedButInstructions(version)
  return t.workflows.versionIsLive(version)
}

/** What publishing does, before it is done. */
export function publishingWords(obstacle: Obstacle): string {
  if (obstacle === 'off') return t.workflows.publishingWhileOff
  if (obstacle === 'instructions') return t.workflows.publishingWhileInstructions
  return t.workflows.newConversationsUse
}
