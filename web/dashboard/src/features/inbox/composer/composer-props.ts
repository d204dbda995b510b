import type { Conversation } from '@frontdesk/protocol'
import type { ReactNode, RefObject } from 'react'
import type { DraftKind } from '../../../live/composer-drafts'
import type { ReturnedReply } from '../../../live/thread'

export type ComposerProps = {
  conversation: Conversation
  field: RefObject<HTMLTextAreaElement | null>
  kind: DraftKind
  onKind: (kind: DraftKind) => void
  notice: ReactNode
  /** A reply the server gave back: its text returns to where it was written. */
  returned: ReturnedReply | null
  onSend: (text: string) => void
  onTyping: (isTyping: boolean) => void
}
