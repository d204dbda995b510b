import type { Draft } from '@frontdesk/protocol'
import { useState } from 'react'
import { type DraftKind, readDraft, saveDraft } from '../../live/composer-drafts'
import { showError } from '../../ui/toasts'
import * as t from '../../words/words'

/**
 * Put a draft where one writes a reply, before what is there already. It goes through what the
 * composer keeps, which then begins again with it: `times` is its key.
 */
export function useUsedDraft(
  conversationId: number,
  write: (what: DraftKind) => void,
): { times: number; use: (draft: Draft) => boolean } {
  const [times, setTimes] = useState(0)
  const use = ({ text }: Draft) => {
    const place = { conversationId, kind: 'reply' } as const
    const before = readDraft(place)
    const whole = before ? `${text}\n${before}` : text
    saveDraft(place, whole)
    if (readDraft(place) !== whole) {
      showError(t.drafts.thisBrowserDoesNotAllow)
      return false
    }
    setTimes((before) => before + 1)
    write('reply')
    return true
  }
  return { times, use }
}
