import type { Conversation } from '@frontdesk/protocol'
import { type RefObject, useEffect, useRef } from 'react'
import { toggleDetails } from '../live/layout'
import { isPlainKey, onKey } from '../shell/keys'
import { useChangeStatus } from './useChangeStatus'

/** `r` reply, `e` solve or reopen, `d` details. */
export function useThreadKeys(
  conversation: Conversation,
  composer: RefObject<HTMLTextAreaElement | null>,
): void {
  const change = useChangeStatus(conversation)
  const closed = conversation.chatState === 'completed'
  const actions = useRef<Record<string, () => void>>({})
  actions.current = {
    r: () => composer.current?.focus(),
    e: () => void change(closed ? 'open' : 'solved'),
    d: toggleDetails,
  }
  useEffect(
    () =>
      onKey((event) => {
        const action = actions.current[event.key]
        if (!action || !isPlainKey(event)) return
        event.preventDefault()
        action()
      }),
    [],
  )
}
