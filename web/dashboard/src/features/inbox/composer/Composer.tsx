import { MessageSquare, StickyNote } from 'lucide-react'
import { useEffect } from 'react'
import { flushSync } from 'react-dom'
import type { DraftKind } from '../../../live/composer-drafts'
import { classes } from '../../../ui/classes'
import * as t from '../../../words/words'
import { AskForDraft } from '../../responder/AskForDraft'
import { ComposerBox } from './ComposerBox'
import type { ComposerProps } from './composer-props'
import { useNoteSending, useReplySending } from './sending'

/** Where one writes: to the visitor, or a note for colleagues; each keeps its own draft. */
export function Composer(props: ComposerProps) {
  const { kind, onKind, returned } = props
  useEffect(() => {
    if (returned !== null) onKind('reply')
  }, [returned, onKind])
  return (
    <div className="px-3 pb-3 md:px-6 md:pb-4">
      {props.notice}
      {kind === 'reply' ? <ReplyBox {...props} /> : <NoteBox {...props} />}
    </div>
  )
}

function ReplyBox(props: ComposerProps) {
  return (
    <ComposerBox
      key="reply"
      {...props}
      sending={useReplySending(props.onSend)}
      toggle={
        <span className="flex">
          <KindToggle {...props} />
          <AskForDraft conversation={props.conversation} />
        </span>
      }
    />
  )
}

function NoteBox(props: ComposerProps) {
  return (
    <ComposerBox
      key="note"
      {...props}
      sending={useNoteSending(props.conversation.id)}
      toggle={<KindToggle {...props} />}
    />
  )
}

const KINDS = [
  { kind: 'reply', words: t.composer.reply, Icon: MessageSquare },
  { kind: 'note', words: t.composer.note, Icon: StickyNote },
] as const

function KindToggle({ kind, onKind, field }: Pick<ComposerProps, 'kind' | 'onKind' | 'field'>) {
  const choose = (chosen: DraftKind) => {
    // The other box has to take this one's place before it can be written in.
    flushSync(() => onKind(chosen))
    field.current?.focus()
  }
  return (
    <fieldset className="flex gap-0.5">
      <legend className="sr-only">{t.composer.whoReads}</legend>
      {KINDS.map(({ kind: value, words, Icon }) => (
        <button
          key={value}
          type="button"
          aria-pressed={kind === value}
          onClick={() => choose(value)}
          className={classes(
            'inline-flex min-h-8 items-center gap-1.5 rounded-md px-2 text-small font-medium max-md:min-h-11',
            kind !== value && 'text-faint hover:bg-hover hover:text-ink',
            kind === value && (value === 'note' ? 'bg-surface text-waiting' : 'bg-hover text-ink'),
          )}
        >
          <Icon size={13} aria-hidden="true" />
          {words}
        </button>
      ))}
    </fieldset>
  )
}
