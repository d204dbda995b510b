import type { Note } from '@frontdesk/protocol'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useLive } from '../../../live/LiveProvider'
import { useAction } from '../../../shared/useAction'
import { Button } from '../../../ui/Button'
import { TextArea } from '../../../ui/Field'
import { isComposing } from '../../../ui/keys'
import * as t from '../../../words/words'

type NoteEditorProps = { note: Note; onDone: () => void }

export function NoteEditor({ note, onDone }: NoteEditorProps) {
  const { notes } = useLive()
  const [text, setText] = useState(note.text)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const save = useAction(async () => {
    await notes.edit(note, text.trim())
    onDone()
  })
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Escape') onDone()
    const isSave = event.key === 'Enter' && (event.metaKey || event.ctrlKey)
    if (isSave && text.trim() !== '') save.mutate()
  }
  return (
    <div className="grid w-96 max-w-full gap-2 pb-1">
      <TextArea
        ref={field}
        dir="auto"
        aria-label={t.thread.note}
        maxLength={5000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.thread.cancel}</Button>
        <Button
          variant="primary"
          busy={save.isPending}
          disabled={text.trim() === ''}
          onClick={() => save.mutate()}
        >
          {t.thread.saveNote}
        </Button>
      </div>
    </div>
  )
}
