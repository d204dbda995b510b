import type { Conversation } from '@frontdesk/protocol'
import { useEffect, useRef } from 'react'
import type { DraftKind } from '../../../live/composer-drafts'
import { toggleDetails } from '../../../live/layout'
import { isPlainKey, onKey } from '../../../ui/keys'
import { useChangeStatus } from '../actions/useChangeStatus'

type ThreadDeeds = { write: (what: DraftKind) => void; assign: () => void }

/** `r` reply, `m` note, `a` assign, `e` solve or reopen, `d` details. */
export function useThreadKeys(conversation: Conversation, { write, assign }: ThreadDeeds): void {
  const change = useChangeStatus(conversation)
  const closed = conversation.chatState === 'completed'
  const actions = useRef<Record<string, () => void>>({})
  actions.current = {
    r: () => write('reply'),
    m: () => write('note'),
    a: assign,
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
