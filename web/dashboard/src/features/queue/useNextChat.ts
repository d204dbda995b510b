import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { errorMessage, Refusal } from '../../api/http'
import { useLive } from '../../live/LiveProvider'
import { isPlainKey, onKey } from '../../ui/keys'
import { showError, showToast } from '../../ui/toasts'
import * as t from '../../words/words'

/** Take whoever has waited longest, and go there. */
export function useNextChat(): { take: () => void; busy: boolean } {
  const live = useLive()
  const navigate = useNavigate()
  const next = useMutation({
    mutationFn: () => live.chats.takeNext(),
    onSuccess: (taken) => {
      if (!taken) {
        showToast(t.queue.noOneIsWaitingNow)
        return
      }
      void navigate({
        to: '/projects/$projectId/inbox/$conversationId',
        params: { projectId: String(live.projectId), conversationId: String(taken.id) },
      })
    },
    onError: (failure) => showError(refusalWords(failure)),
  })
  return { take: () => (next.isPending ? undefined : next.mutate()), busy: next.isPending }
}

function refusalWords(failure: unknown): string {
  const isFull = failure instanceof Refusal && failure.reason === 'at_capacity'
  if (!isFull) return errorMessage(failure)
  return t.queue.managersSetTheLimit(errorMessage(failure))
}

/** `n`, anywhere. */
export function useNextKey(): void {
  const { take } = useNextChat()
  const latest = useRef(take)
  latest.current = take
  useEffect(
    () =>
      onKey((event) => {
        if (event.key !== 'n' || !isPlainKey(event)) return
        event.preventDefault()
        latest.current()
      }),
    [],
  )
}
