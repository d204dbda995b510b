import { MAX_CONTENT_CHARACTERS } from '@frontdesk/protocol'
import { SendHorizontal } from 'lucide-react'
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { ReturnedReply } from '../live/thread'
import { Button } from '../ui/Button'
import { classes } from '../ui/classes'
import { keepDraft, keptDraft } from './drafts'
import { useTypingSignal } from './useTypingSignal'

type ComposerProps = {
  conversationId: number
  field: RefObject<HTMLTextAreaElement | null>
  notice: ReactNode
  /** A reply the server gave back: its text returns to where it was written. */
  returned: ReturnedReply | null
  onSend: (text: string) => void
  onTyping: (isTyping: boolean) => void
}

const WARN_FROM = MAX_CONTENT_CHARACTERS - 300

export function Composer(props: ComposerProps) {
  const { conversationId, field, notice, onSend } = props
  const [text, setText] = useDraft(props)
  const typing = useTypingSignal(props.onTyping)
  useGrowing(field, text)

  const left = MAX_CONTENT_CHARACTERS - [...text.trim()].length
  const canSend = text.trim() !== '' && left >= 0
  const send = () => {
    if (!canSend) return
    onSend(text.trim())
    setText('')
    typing.stop()
    field.current?.focus()
  }
  return (
    <div className="px-3 pb-3 md:px-6 md:pb-4">
      {notice}
      <div className="rounded-lg border border-line-strong bg-surface transition-colors max-md:flex max-md:items-end focus-within:border-accent focus-within:outline-1 focus-within:outline-accent">
        <textarea
          ref={field}
          id={`reply-${conversationId}`}
          dir="auto"
          rows={1}
          aria-label="Write a reply"
          placeholder="Write a reply…"
          value={text}
          onChange={(event) => {
            setText(event.target.value)
            typing.touch(event.target.value)
          }}
          onBlur={typing.stop}
          onKeyDown={(event) => onComposerKey(event, send)}
          className="block max-h-[40dvh] min-h-11 w-full resize-none overflow-y-auto bg-transparent px-3 pt-3 pb-1 text-message outline-none max-md:py-2.5 max-md:flex-1"
        />
        <div className="flex shrink-0 items-center justify-between gap-3 ps-3 pe-1.5 pb-1.5 max-md:p-1">
          <Hint left={left} />
          <Button
            look="primary"
            onClick={send}
            disabled={!canSend}
            className="max-md:w-11 max-md:px-0"
          >
            <span className="max-md:sr-only">Send</span>
            <SendHorizontal size={14} className="rtl:-scale-x-100" aria-hidden="true" />
          </Button>
        </div>
      </div>
    </div>
  )
}

function Hint({ left }: { left: number }) {
  const near = left < MAX_CONTENT_CHARACTERS - WARN_FROM
  return (
    <span
      className={classes('text-small nums', left < 0 ? 'text-problem' : 'text-faint')}
      aria-live="polite"
    >
      {near ? (
        remaining(left)
      ) : (
        <span className="max-md:hidden">Enter sends · Shift+Enter for a new line</span>
      )}
    </span>
  )
}

function remaining(left: number): string {
  return left < 0 ? `${-left} characters too long` : `${left} characters left`
}

function onComposerKey(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (event.key === 'Escape') event.currentTarget.blur()
  // While an input method composes, Enter accepts its suggestion.
  if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
  event.preventDefault()
  send()
}

function useDraft({ conversationId, returned }: ComposerProps) {
  const [text, setText] = useState(() => keptDraft(conversationId))
  const set = (next: string) => {
    setText(next)
    keepDraft(conversationId, next)
  }
  const latest = useRef(text)
  latest.current = text
  useLayoutEffect(() => {
    if (returned === null) return
    const whole = latest.current ? `${returned.text}\n${latest.current}` : returned.text
    setText(whole)
    keepDraft(conversationId, whole)
  }, [returned, conversationId])
  return [text, set] as const
}

function useGrowing(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  const before = useRef<string | null>(null)
  useLayoutEffect(() => {
    const area = field.current
    if (!area || before.current === text) return
    before.current = text
    area.style.height = 'auto'
    area.style.height = `${area.scrollHeight}px`
  }, [field, text])
}
