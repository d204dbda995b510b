import { useLayoutEffect } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { isAway } from '../look/header-line.ts'
import { answeringLine } from './Answering.tsx'
import { AskEmail, isAskingForEmail } from './AskEmail.tsx'

interface QuietLinesProps {
  chat: Chat
  /** What stands here has another height now. */
  onChange(): void
}

/** What the panel itself says at the end of the history. */
export function QuietLines({ chat, onChange }: QuietLinesProps) {
  const { words } = chat.language.value
  const away = awayMessage(chat)
  const isAsking = isAskingForEmail(chat)
  const hasThanked = chat.hasThanked.value
  const answering = answeringLine(chat)
  const hasRefused = chat.hasRefusedWish.value
  useLayoutEffect(onChange, [away, isAsking, hasThanked, answering, hasRefused])
  return (
    <>
      {away && (
        <p class="event" dir="auto">
          {away}
        </p>
      )}
      {isAsking && <AskEmail chat={chat} />}
      {hasThanked && (
        <p class="event" role="status">
          {words.emailKept}
        </p>
      )}
      {answering && (
        <p class="event" role="status">
          {answering}
        </p>
      )}
      {hasRefused && (
        <p class="event" role="alert">
          {words.tryAgain}
        </p>
      )}
    </>
  )
}

/** The end of a conversation, and what becomes of the next words: the project decides. */
export function Finished({ chat }: { chat: Chat }) {
  const { words } = chat.language.value
  const { isContinued } = chat.visitor.value
  return (
    <p class="event">
      {words.closed} {isContinued ? words.goOn : words.newConversation}
    </p>
  )
}

/** The team's own words for being away, until somebody of it has answered. */
function awayMessage({ settings, visitor }: Chat): string {
  const { bubbles, isClosed } = visitor.value
  const isAnswered = bubbles.at(-1)?.isMine === false
  return isAway(settings.value) && !isClosed && !isAnswered ? settings.value.awayMessage : ''
}
