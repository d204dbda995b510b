import type { Conversation } from '@frontdesk/protocol'
import { useEffect, useRef, useState } from 'react'
import type { NewMarker } from './thread-items'

/**
 * Where the "new" line stands: fixed when the conversation is opened, and again whenever the
 * tab is left, so that it marks what came while nobody looked and never chases live messages.
 */
export function useNewMarker(conversation: Conversation): NewMarker {
  const latest = useRef(conversation)
  latest.current = conversation
  const [marker, setMarker] = useState<NewMarker>(() => ({
    afterSeq: conversation.agentReadSeq,
    upToSeq: conversation.lastSeq,
  }))
  useEffect(() => {
    const onChange = () => {
      const { lastSeq } = latest.current
      if (document.hidden) setMarker({ afterSeq: lastSeq, upToSeq: Number.POSITIVE_INFINITY })
      else setMarker((before) => ({ ...before, upToSeq: Math.min(before.upToSeq, lastSeq) }))
    }
    document.addEventListener('visibilitychange', onChange)
    return () => document.removeEventListener('visibilitychange', onChange)
  }, [])
  return marker
}
