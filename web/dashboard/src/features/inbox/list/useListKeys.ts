import type { Conversation } from '@frontdesk/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isPlainKey, onKey } from '../../../ui/keys'

const STEPS: Record<string, number> = { j: 1, k: -1 }

/** `j` and `k` open the next and the previous conversation of the list. */
export function useListKeys(rows: readonly Conversation[], selectedId: number): void {
  const navigate = useNavigate()
  const step = useRef<(by: number) => void>(() => {})
  const place = useRef(-1)
  const found = rows.findIndex((row) => row.id === selectedId)
  if (found >= 0) place.current = found
  step.current = (by) => {
    const next = rows[stepTo(rows.length, { at: found, before: place.current }, by)]
    if (!next) return
    void navigate({
      to: '/projects/$projectId/inbox/$conversationId',
      params: { projectId: String(next.projectId), conversationId: String(next.id) },
      search: (kept) => kept,
    })
  }
  useEffect(
    () =>
      onKey((event) => {
        const by = STEPS[event.key]
        if (by === undefined || !isPlainKey(event)) return
        event.preventDefault()
        step.current(by)
      }),
    [],
  )
}

/**
 * Where a step ends. The open conversation may have left the list, because it was just solved:
 * then the next one is the one that took its place.
 */
export function stepTo(
  count: number,
  { at, before }: { at: number; before: number },
  by: number,
): number {
  const next = at >= 0 ? at + by : before < 0 ? 0 : by > 0 ? before : before - 1
  return Math.min(Math.max(next, 0), count - 1)
}
