import { MAX_CONTENT_CHARACTERS } from '@frontdesk/protocol'
import { SendHorizontal, StickyNote } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useId } from 'react'
import type { DraftKind } from '../../../live/composer-drafts'
import { Button } from '../../../ui/Button'
import { classes } from '../../../ui/classes'
import { isComposing } from '../../../ui/keys'
import { optionId } from '../../../ui/Options'
import * as t from '../../../words/words'
import { CannedMenu } from './CannedMenu'
import type { ComposerProps } from './composer-props'
import type { Sending } from './sending'
import { useGrowing } from './useAutoGrow'
import { useCanned } from './useCanned'
import { useDraft } from './useDraft'
import { useTypingSignal } from './useTypingSignal'

type BoxProps = Omit<ComposerProps, 'notice' | 'onSend' | 'onKind'> & {
  sending: Sending
  toggle: ReactNode
}

const WARN_FROM = MAX_CONTENT_CHARACTERS - 300

const WORDS = {
  reply: { label: t.composer.writeAReply, placeholder: t.composer.writeAReplyForCanned },
  note: { label: t.composer.writeANote, placeholder: t.composer.onlyYourTeamSees },
}

export function ComposerBox({ conversation, field, kind, returned, sending, ...rest }: BoxProps) {
  const { id } = conversation
  const isNote = kind === 'note'
  const [text, setText] = useDraft({ conversationId: id, kind, returned: isNote ? null : returned })
  // Others are told about replies only.
  const typing = useTypingSignal(isNote ? () => {} : rest.onTyping)
  const canned = useCanned({ conversation, field, text, setText, isOff: isNote })
  const listId = useId()
  useGrowing(field, text)

  const left = MAX_CONTENT_CHARACTERS - [...text.trim()].length
  const canSend = text.trim() !== '' && left >= 0 && !sending.busy
  const send = () => {
    if (!canSend) return
    sending.send(text.trim(), () => setText(''))
    typing.stop()
    field.current?.focus()
  }
  const isChoosing = canned.options.length > 0
  return (
    <div className="relative">
      {isChoosing ? <CannedMenu id={listId} canned={canned} /> : null}
      <div
        className={classes(
          'rounded-lg border transition-colors max-md:flex max-md:flex-wrap max-md:items-end focus-within:outline-1',
          isNote
            ? 'border-waiting bg-waiting-soft focus-within:outline-waiting'
            : 'border-line-strong bg-surface focus-within:border-accent focus-within:outline-accent',
        )}
      >
        <textarea
          ref={field}
          id={`${kind}-${id}`}
          dir="auto"
          rows={1}
          aria-label={WORDS[kind].label}
          placeholder={WORDS[kind].placeholder}
          value={text}
          {...(isChoosing
            ? {
                'aria-autocomplete': 'list',
                'aria-controls': listId,
                'aria-activedescendant': optionId(listId, canned.place),
              }
            : {})}
          onChange={(event) => {
            setText(event.target.value)
            canned.look(event.target)
            typing.touch(event.target.value)
          }}
          onSelect={(event) => canned.look(event.currentTarget)}
          onBlur={() => {
            typing.stop()
            canned.close()
          }}
          onKeyDown={(event) => canned.takes(event) || onComposerKey(event, send)}
          className="block max-h-[40dvh] min-h-11 w-full resize-none overflow-y-auto bg-transparent px-3 pt-3 pb-1 text-message outline-none max-md:py-2.5"
        />
        <Foot kind={kind} left={left} canSend={canSend} send={send} toggle={rest.toggle} />
      </div>
    </div>
  )
}

type FootProps = {
  kind: DraftKind
  left: number
  canSend: boolean
  send: () => void
  toggle: ReactNode
}

function Foot({ kind, left, canSend, send, toggle }: FootProps) {
  const isNote = kind === 'note'
  return (
    <div className="@container flex w-full items-center justify-between gap-3 px-1.5 pb-1.5 max-md:px-1 max-md:pb-1">
      {toggle}
      <span className="flex min-w-0 items-center gap-3">
        <Hint left={left} />
        <Button variant="primary" onClick={send} disabled={!canSend}>
          {isNote ? t.composer.addNote : t.composer.send}
          {isNote ? (
            <StickyNote size={14} aria-hidden="true" />
          ) : (
            <SendHorizontal size={14} className="rtl:-scale-x-100" aria-hidden="true" />
          )}
        </Button>
      </span>
    </div>
  )
}

function Hint({ left }: { left: number }) {
  const near = left < MAX_CONTENT_CHARACTERS - WARN_FROM
  return (
    <span
      className={classes('truncate text-small nums', left < 0 ? 'text-problem' : 'text-faint')}
      aria-live="polite"
    >
      {near ? (
        remaining(left)
      ) : (
        <span className="@max-lg:hidden">{t.composer.enterSendsShiftEnter}</span>
      )}
    </span>
  )
}

function remaining(left: number): string {
  return left < 0 ? t.composer.charactersTooLong(-left) : t.composer.charactersLeft(left)
}

function onComposerKey(event: KeyboardEvent<HTMLTextAreaElement>, send: () => void): void {
  if (isComposing(event.nativeEvent)) return
  if (event.key === 'Escape') event.currentTarget.blur()
  if (event.key !== 'Enter' || event.shiftKey) return
  event.preventDefault()
  send()
}
