import { sendingAllowance } from '@frontdesk/client'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { Chat } from '../chat.ts'
import { Icon } from './Icon.tsx'
import { Notes } from './Notes.tsx'

export function Composer({ chat }: { chat: Chat }) {
  if (!chat.visitor.value.isClosed) return <OpenComposer chat={chat} />
  return (
    <p class="shut" role="status">
      {chat.language.value.words.blocked}
    </p>
  )
}

function OpenComposer({ chat }: { chat: Chat }) {
  const [text, setText] = useState(chat.draft.read)
  const field = useRef<HTMLTextAreaElement>(null)
  useAutosize(field, text)
  useFocusAsked(chat, field)
  const { words } = chat.language.value
  const length = lengthOf(text)
  const { left, retryAfterSeconds } = useAllowance(chat)
  const longest = chat.settings.value.maxContentCharacters
  const isTooLong = length > longest
  const mayWrite = left > 0 && !chat.isRefused.value
  const isFit = (said: string) => mayWrite && lengthOf(said) > 0 && lengthOf(said) <= longest

  const write = (next: string) => {
    setText(next)
    chat.draft.keep(next)
  }
  const send = () => {
    field.current?.focus()
    // Enter may come before the last key is rendered: the field knows better than `text`.
    const said = field.current?.value ?? text
    if (!isFit(said)) return
    chat.session.send(said)
    write('')
    if (field.current) field.current.value = ''
  }
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <div class="field">
        <textarea
          ref={field}
          rows={1}
          // Empty it stands as the panel does; then what is written decides.
          dir={text ? 'auto' : undefined}
          aria-label={words.compose}
          aria-invalid={isTooLong}
          aria-describedby="notes"
          placeholder={words.compose}
          enterkeyhint="send"
          value={text}
          onInput={(event) => {
            write(event.currentTarget.value)
            chat.session.typing()
          }}
          onBlur={() => chat.session.stoppedTyping()}
          onKeyDown={(event) => {
            if (!isSendKey(event)) return
            event.preventDefault()
            send()
          }}
        />
        <button type="submit" class="send" aria-label={words.send} disabled={!isFit(text)}>
          <Icon name="send" />
        </button>
      </div>
      <Notes chat={chat} length={length} left={left} waitSeconds={retryAfterSeconds} />
    </form>
  )
}

/** Enter sends; Shift+Enter breaks the line; Enter inside an input method chooses a word. */
export function isSendKey(event: KeyboardEvent): boolean {
  const isComposing = event.isComposing || event.keyCode === 229
  return event.key === 'Enter' && !event.shiftKey && !isComposing
}

/** Characters as the server counts them: trimmed, an emoji as one. */
export function lengthOf(text: string): number {
  return [...text.trim()].length
}

function useAutosize(field: { current: HTMLTextAreaElement | null }, text: string): void {
  useLayoutEffect(() => {
    const element = field.current
    if (!element) return
    element.style.height = 'auto'
    // The height that fits all of it; the style sheet says how far it may grow.
    if (text) element.style.height = `${element.scrollHeight}px`
  }, [field, text])
}

function useFocusAsked(chat: Chat, field: { current: HTMLTextAreaElement | null }): void {
  const asked = chat.focusAsked.value
  useEffect(() => {
    if (asked > 0) field.current?.focus()
  }, [field, asked])
}

/** Counts down while the limit holds, so that the note and the button tell the truth. */
function useAllowance(chat: Chat) {
  const [now, setNow] = useState(Date.now)
  const { messageRateLimit: messages, messageRateSeconds: seconds } = chat.settings.value
  const limit = messages === null ? null : { messages, seconds }
  const { bubbles } = chat.visitor.value
  const allowance = sendingAllowance(bubbles, limit, Math.max(now, Date.now()))
  const isNear = allowance.left < 3
  useEffect(() => {
    if (!isNear) return
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [isNear])
  return allowance
}
