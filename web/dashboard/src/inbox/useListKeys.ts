import type { Conversation } from '@frontdesk/protocol'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isPlainKey, onKey } from '../shell/keys'

const STEPS: Record<string, number> = { j: 1, k: -1 }

/** `j` and `k` open the next and the previous conversation of the list. */
export function useListKeys(rows: readonly Conversation[], selectedId: number): void {
  const navigate = useNavigate()
  const step = useRef<(by: number) => void>(() => {})
  step.current = (by) => {
    const next = rows[stepTo(rows, selectedId, by)]
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

/** Where a step from here ends; the first row when nothing is open. */
export function stepTo(rows: readonly Conversation[], selectedId: number, by: number): number {
  const at = rows.findIndex((row) => row.id === selectedId)
  if (at === -1) return 0
  return Math.min(Math.max(at + by, 0), rows.length - 1)
}
