import type { Message } from '@frontdesk/protocol'
import { useEffect, useRef, useState } from 'preact/hooks'
import { type Chat, isInView } from '../chat.ts'
import { type Line, linesOf } from '../look/days.ts'
import type { Language } from '../words/language.ts'
import type { Words } from '../words/words.ts'
import { offeringKey } from './Answering.tsx'
import { BubbleRow } from './BubbleRow.tsx'
import { Greeting } from './Greeting.tsx'
import { Icon } from './Icon.tsx'
import { Finished, QuietLines } from './QuietLines.tsx'
import { Seen } from './State.tsx'
import { useScrolling } from './scrolling.ts'
import { Typing } from './Typing.tsx'

export function History({ chat }: { chat: Chat }) {
  const { bubbles, hasOlder } = chat.visitor.value
  const { words } = chat.language.value
  const [isLoading, loadOlder] = useOlder(chat)
  const scrolling = useScrolling(bubbles, loadOlder)
  useReading(chat, scrolling.isAtEnd)
  return (
    <div class="history">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={words.history}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        ref={scrolling.log}
        onScroll={scrolling.onScroll}
      >
        {!hasOlder && <Greeting chat={chat} />}
        <Lines chat={chat} />
        <QuietLines
          chat={chat}
          onChange={() => {
            if (scrolling.isAtEnd) scrolling.toEnd()
          }}
        />
      </div>
      {scrolling.isAtEnd && <Typing chat={chat} />}
      {isLoading && <p class="loading">{words.loadingOlder}</p>}
      {!scrolling.isAtEnd && (
        <button type="button" class="pill" onClick={scrolling.toEnd}>
          <Icon name="down" />
          {scrolling.newBelow > 0 ? words.newMessages(scrolling.newBelow) : words.latest}
        </button>
      )}
      <Announcer chat={chat} />
    </div>
  )
}

/** What was said; where it is finished that stands below its last message, above what is new. */
function Lines({ chat }: { chat: Chat }) {
  const { bubbles, conversation } = chat.visitor.value
  const lines = linesOf(bubbles)
  const isOver = conversation?.status === 'solved'
  const newest = bubbles.at(-1)
  const end = lines.findLastIndex((line) => line.kind === 'bubble' && line.bubble.message) + 1
  return (
    <>
      <Drawn chat={chat} lines={isOver ? lines.slice(0, end) : lines} />
      {isOver && <Finished chat={chat} />}
      {isOver && <Drawn chat={chat} lines={lines.slice(end)} />}
      {newest?.isMine && <Seen key={newest.key} chat={chat} state={newest.state} />}
    </>
  )
}

function Drawn({ chat, lines }: { chat: Chat; lines: readonly Line[] }) {
  const offering = offeringKey(chat.visitor.value)
  return lines.map((line) =>
    line.kind === 'day' ? (
      <p class="day" key={line.key}>
        <span>{dayOf(line.date, chat.language.value)}</span>
      </p>
    ) : (
      <BubbleRow key={line.key} chat={chat} line={line} offersPerson={line.key === offering} />
    ),
  )
}

/** Loads one page at a time, whoever asks how often. */
function useOlder(chat: Chat): [isLoading: boolean, load: () => void] {
  const [isLoading, setLoading] = useState(false)
  const load = () => {
    const { hasOlder, connection } = chat.visitor.value
    if (isLoading || !hasOlder || connection.kind !== 'live') return
    setLoading(true)
    void chat.session.loadOlder().finally(() => setLoading(false))
  }
  return [isLoading, load]
}

/** What is on screen, with the panel open and in front, has been read. */
function useReading(chat: Chat, isAtEnd: boolean): void {
  const { unreadCount } = chat.visitor.value
  const isOpen = chat.isOpen.value
  useEffect(() => {
    const read = () => {
      if (isOpen && isAtEnd && isInView(chat)) chat.session.markRead()
    }
    read()
    document.addEventListener('visibilitychange', read)
    return () => document.removeEventListener('visibilitychange', read)
  }, [chat, isOpen, isAtEnd, unreadCount])
}

/** Reads new answers aloud. The log itself stays silent, or older pages would be read too. */
function Announcer({ chat }: { chat: Chat }) {
  const { bubbles, isReady, conversation } = chat.visitor.value
  const { words } = chat.language.value
  const said = useRef<number | null>(null)
  const newest = bubbles.findLast(({ isMine, message }) => !isMine && message)?.message
  if (isReady) said.current ??= newest?.id ?? 0
  const isNews = newest && said.current !== null && newest.id > said.current
  const isOver = conversation?.status === 'solved'
  return (
    <p class="hidden" role="status">
      {isNews && words.says(speakerOf(newest, words), newest.content)}
      {isOver && ` ${words.closed}`}
    </p>
  )
}

/** Whoever only hears an answer learns who gave it, too. */
function speakerOf({ sender }: Message, { ai }: Words): string {
  return sender.type === 'ai' ? `${sender.name} (${ai})` : sender.name
}

function dayOf(date: Date, { code, words }: Language): string {
  const day = date.toDateString()
  const now = new Date()
  if (day === now.toDateString()) return words.today
  // The day before by the calendar: where clocks change a day has 23 hours, or 25.
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (day === yesterday.toDateString()) return words.yesterday
  const isThisYear = date.getFullYear() === now.getFullYear()
  return date.toLocaleDateString(code, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
}
