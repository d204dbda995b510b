import type { Conversation, ConversationStatus } from '@frontdesk/protocol'
import { useCallback } from 'react'
import { errorMessage } from '../../../api/http'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { useLive } from '../../../live/LiveProvider'
import { showError, showToast } from '../../../ui/toasts'
import * as t from '../../../words/words'

/** Change the status and offer the way back: quicker than asking first, and no less safe. */
export function useChangeStatus({ id, status: before }: Conversation) {
  const live = useLive()
  return useCallback(
    async (status: ConversationStatus) => {
      if (status === before) return
      try {
        await live.chats.setStatus(id, status)
        showToast(doneWords(status), {
          words: t.actions.undo,
          run: () => void putBack(() => live.chats.setStatus(id, before)),
        })
      } catch (failure) {
        showError(errorMessage(failure))
      }
    },
    [live, id, before],
  )
}

async function putBack(change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (failure) {
    showError(errorMessage(failure))
  }
}

function doneWords(status: ConversationStatus): string {
  return status === 'open'
    ? t.actions.reopened
    : t.actions.markedAs(STATUS_WORDS[status].toLowerCase())
}
