import type { Conversation, ConversationStatus } from '@frontdesk/protocol'
import { useCallback } from 'react'
import { errorMessage } from '../../../api/http'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { useLive } from '../../../live/LiveProvider'
import { showError, showToast } from '../../../ui/toasts'
import { isAnswerUnseen } from '../../../words/solving'
import * as t from '../../../words/words'

/** Change the status and offer the way back: quicker than asking first, and no less safe. */
export function useChangeStatus(conversation: Conversation) {
  const live = useLive()
  const { id, status: before } = conversation
  const isUnseen = isAnswerUnseen(conversation)
  return useCallback(
    async (status: ConversationStatus) => {
      if (status === before) return
      try {
        await live.chats.setStatus(id, status)
        showToast(doneWords(status, isUnseen), {
          words: t.actions.undo,
          run: () => void putBack(() => live.chats.setStatus(id, before)),
        })
      } catch (failure) {
        showError(errorMessage(failure))
      }
    },
    [live, id, before, isUnseen],
  )
}

async function putBack(change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (failure) {
    showError(errorMessage(failure))
  }
}

function doneWords(status: ConversationStatus, isUnseen: boolean): string {
  const words = STATUS_WORDS[status].toLowerCase()
  if (status === 'open') return t.actions.reopened
  if (status === 'solved' && isUnseen) return t.actions.markedAsNotSeen(words)
  return t.actions.markedAs(words)
}
