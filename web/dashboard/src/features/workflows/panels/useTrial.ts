import type { DryRunResult, DryRunTurn, WorkflowDefinition } from '@frontdesk/protocol'
import { useEffect, useRef, useState } from 'react'
import { errorMessage } from '../../../api/http'
import { dryRun } from '../editor/queries'
import type { Editor } from '../editor/useEditor'
import { bodyOf, type TrialOptions } from '../logic/trial'

export type Trial =
  | { kind: 'none' }
  | { kind: 'running'; turns: readonly DryRunTurn[] }
  | { kind: 'done'; turns: readonly DryRunTurn[] }
  | { kind: 'stopped'; turns: readonly DryRunTurn[] }
  | { kind: 'refused'; turns: readonly DryRunTurn[]; words: string }

type Walk = { projectId: number; id: number; definition: WorkflowDefinition; options: TrialOptions }

/** Walk through the messages one request at a time: a model takes its time, and may be stopped. */
export function useTrial(projectId: number, editor: Editor) {
  const [trial, setTrial] = useState<Trial>({ kind: 'none' })
  const going = useRef<AbortController | null>(null)
  useEffect(() => () => going.current?.abort(), [])

  const run = async (options: TrialOptions) => {
    going.current?.abort()
    const mine = new AbortController()
    going.current = mine
    const walk = { projectId, id: editor.saved.id, definition: editor.definition, options }
    const show = (next: Trial) => (mine.signal.aborted ? undefined : setTrial(next))
    let turns: readonly DryRunTurn[] = []
    show({ kind: 'running', turns })
    try {
      for await (turns of turnsSoFar(walk, mine.signal)) show({ kind: 'running', turns })
      show({ kind: 'done', turns })
    } catch (failure) {
      show({ kind: 'refused', turns, words: errorMessage(failure) })
    }
  }
  const stop = () => {
    going.current?.abort()
    setTrial((now) => (now.kind === 'running' ? { kind: 'stopped', turns: now.turns } : now))
  }
  return { trial, run: (options: TrialOptions) => void run(options), stop }
}

async function* turnsSoFar({ projectId, id, definition, options }: Walk, signal: AbortSignal) {
  let turns: readonly DryRunTurn[] = []
  let soFar: DryRunResult['soFar'] | null = null
  for (let left = 1; left > 0; ) {
    const body = bodyOf(options, definition, soFar)
    const part: DryRunResult = await dryRun(projectId, id, body, signal)
    turns = [...turns, ...part.turns]
    soFar = part.soFar
    left = part.turns.length > 0 ? part.messagesLeft : 0
    yield turns
  }
}
