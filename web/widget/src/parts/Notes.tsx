import type { Chat } from '../chat.ts'

interface NotesProps {
  chat: Chat
  length: number
  left: number
  waitSeconds: number
}

const NEAR_LIMIT_CHARACTERS = 500
const NEAR_LIMIT_MESSAGES = 3

/** One line of fixed height under the field: what limit is near; and, for the ears, who types. */
export function Notes({ chat, length, left, waitSeconds }: NotesProps) {
  const { words } = chat.language.value
  const { typingAgent } = chat.visitor.value
  const isTyping = typingAgent && !chat.isOffline.value
  const spare = chat.settings.value.maxContentCharacters - length
  return (
    <div class="notes">
      <span role="status" class="hidden">
        {isTyping && words.typing(isolated(typingAgent))}
      </span>
      <span id="notes" class="limits" data-problem={spare < 0 || left === 0}>
        {limitNote({ chat, length, left, waitSeconds })}
      </span>
    </div>
  )
}

/** A name keeps its own direction, and the sentence around it keeps that of the panel. */
function isolated(name: string): string {
  return `\u2068${name}\u2069`
}

function limitNote({ chat, length, left, waitSeconds }: NotesProps): string {
  const { words } = chat.language.value
  const { maxContentCharacters, messageRateLimit, messageRateSeconds } = chat.settings.value
  const spare = maxContentCharacters - length
  if (spare < 0) return words.charactersOver(-spare)
  const perMinute = Math.round(((messageRateLimit ?? 0) * 60) / messageRateSeconds)
  if (left === 0) return words.rateLimit(perMinute, waitSeconds)
  if (spare <= NEAR_LIMIT_CHARACTERS) return words.charactersLeft(spare)
  return left < NEAR_LIMIT_MESSAGES ? words.fewLeft(perMinute, left) : ''
}
