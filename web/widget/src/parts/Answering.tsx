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

/** One tap turns AI off, in this conversation or in the one that the first message begins. */
export function AiSwitch({ chat }: { chat: Chat }) {
  const { words } = chat.language.value
  const { isReady, isClosed, conversation } = chat.visitor.value
  const isOver = isClosed || conversation?.status === 'solved'
  if (!chat.settings.value.hasResponder || !isReady || isOver) return null
  const aiEnabled = isAiOn(chat)
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
export function answeringLine(chat: Chat): string {
  const { settings, visitor, language } = chat
  const { conversation } = visitor.value
  const { words } = language.value
  if (conversation?.status === 'solved') return ''
  if (conversation?.hasAskedForPerson) return words.personComes
  return settings.value.hasResponder && !isAiOn(chat) ? words.aiIsOff : ''
}

function isAiOn({ visitor }: Chat): boolean {
  const { conversation, wished } = visitor.value
  return (conversation ?? wished).aiEnabled ?? true
}
