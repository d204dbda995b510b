import type { VisitorState } from '@frontdesk/client'
import type { Chat } from '../chat.ts'
import type { Words } from '../words/words.ts'
import { Icon } from './Icon.tsx'

/** The word and the sign for what no person wrote. */
export function AiTag({ words }: { words: Words }) {
  return (
    <span class="tag">
      <Icon name="bot" />
      {words.ai}
    </span>
  )
}

/** Which bubble offers a person: the newest answer, while a responder gave it and nobody comes. */
export function offeringKey({ bubbles, conversation }: VisitorState): string | null {
  if (!conversation || conversation.status === 'solved') return null
  if (conversation.hasAskedForPerson || !conversation.aiEnabled) return null
  const answer = bubbles.findLast(
    ({ isMine, message }) =>
      !isMine && message?.contentType !== 'event' && message?.sender.type !== 'system',
  )
  return answer?.message?.sender.type === 'ai' ? answer.key : null
}

export function PersonChip({ chat }: { chat: Chat }) {
  return (
    <button
      type="button"
      class="chip"
      onClick={() => {
        void chat.want({ hasAskedForPerson: true })
        // The chip goes away, and the focus must not go with it.
        chat.focusAsked.value += 1
      }}
    >
      <Icon name="person" />
      {chat.language.value.words.askForPerson}
    </button>
  )
}

/** One tap turns AI off for this conversation; before there is one, there is nothing to turn. */
export function AiSwitch({ chat }: { chat: Chat }) {
  const { words } = chat.language.value
  const { conversation } = chat.visitor.value
  const isLive = conversation?.status === 'open' || conversation?.status === 'pending'
  if (!chat.settings.value.hasResponder || !isLive) return null
  const { aiEnabled } = conversation
  const label = aiEnabled ? words.aiOff : words.aiOn
  return (
    <button
      type="button"
      class="plain"
      aria-label={label}
      title={label}
      onClick={() => void chat.want({ aiEnabled: !aiEnabled })}
    >
      <Icon name={aiEnabled ? 'bot' : 'botOff'} />
    </button>
  )
}

/** Who will answer, where that is not plain to see. */
export function answeringLine({ settings, visitor, language }: Chat): string {
  const { conversation } = visitor.value
  const { words } = language.value
  if (!conversation || conversation.status === 'solved') return ''
  if (conversation.hasAskedForPerson) return words.personComes
  return settings.value.hasResponder && !conversation.aiEnabled ? words.aiIsOff : ''
}
