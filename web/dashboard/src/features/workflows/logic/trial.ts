import type { DryRun, DryRunResult, DryRunTurn, WorkflowDefinition } from '@frontdesk/protocol'
import type { NodeOf } from './shapes'

/** What an author chose before pressing Run. */
export type TrialOptions = {
  kind: 'typed' | 'past'
  text: string
  conversation: string
  pageUrl: string
  isWithinHours: boolean
  withModels: boolean
  reallyAsk: boolean
  /** What other systems are taken to answer, by step. */
  siteAnswers: Readonly<Record<string, string>>
}

export const DEFAULT_OPTIONS: TrialOptions = {
  kind: 'typed',
  text: '',
  conversation: '',
  pageUrl: '',
  isWithinHours: true,
  withModels: true,
  reallyAsk: false,
  siteAnswers: {},
}

const MOST_MESSAGES = 50

export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .slice(0, MOST_MESSAGES)
}

/** The number of a conversation in what was typed or pasted: a number, or an address that ends in one. */
export function conversationIn(text: string): number | null {
  const [, digits] = /(?:^|[/#])([1-9]\d{0,15})\/?$/.exec(text.trim()) ?? []
  return digits === undefined ? null : Number(digits)
}

export function isReady(options: TrialOptions): boolean {
  return options.kind === 'past'
    ? conversationIn(options.conversation) !== null
    : linesOf(options.text).length > 0
}

/** The steps that ask another system, and wait for what it says. */
export function askingSteps({ nodes }: WorkflowDefinition): NodeOf<'action'>[] {
  return nodes.filter(
    (node): node is NodeOf<'action'> =>
      node.type === 'action' && node.action.kind === 'http_request' && node.action.method === 'GET',
  )
}

/** One turn at a time, so that each is on screen as soon as it is there. */
export function bodyOf(
  options: TrialOptions,
  definition: WorkflowDefinition,
  soFar: DryRunResult['soFar'] | null,
): DryRun {
  const { pageUrl, isWithinHours, reallyAsk } = options
  return {
    definition,
    pageUrl,
    isWithinHours,
    reallyAsk,
    models: options.withModels ? 'project' : 'none',
    siteAnswers: Object.fromEntries(
      askingSteps(definition).flatMap(({ id }) => {
        const body = options.siteAnswers[id]
        return body?.trim() ? [[id, { body, status: 200 }]] : []
      }),
    ),
    ...(options.kind === 'past'
      ? { conversationId: conversationIn(options.conversation) }
      : { messages: linesOf(options.text) }),
    atMost: 1,
    soFar,
  }
}

/** What all turns together cost. */
export function costOf(turns: readonly DryRunTurn[]): { tokens: number; ms: number } {
  const entries = turns.flatMap((turn) => turn.entries)
  return {
    tokens: entries.reduce((sum, { tokens }) => sum + tokens, 0),
    ms: entries.reduce((sum, { ms }) => sum + ms, 0),
  }
}
