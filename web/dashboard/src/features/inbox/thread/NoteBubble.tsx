import type { Note } from '@frontdesk/protocol'
import { Pencil, StickyNote, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { mayActAs, useProject } from '../../../api/session'
import { useLive } from '../../../live/LiveProvider'
import { MessageText } from '../../../shared/MessageText'
import { useAction } from '../../../shared/useAction'
import { IconButton } from '../../../ui/Button'
import { Confirm } from '../../../ui/Dialog'
import { clockTime, fullMoment } from '../../../words/time'
import * as t from '../../../words/words'
import { NoteEditor } from './NoteEditor'

type NoteBubbleProps = { note: Note; myId: number }

/** Text only members see; it looks like none of the things a visitor can see. */
export function NoteBubble({ note, myId }: NoteBubbleProps) {
  const { projectId } = useLive()
  const isManager = mayActAs(useProject(projectId)?.role, 'manager')
  const [editing, setEditing] = useState(false)
  const isMine = note.authorId === myId
  return (
    <div className="group/note flex justify-end px-4 pt-3 md:px-6">
      <article
        aria-label={t.thread.noteByName(note.authorName)}
        className="w-fit min-w-0 max-w-[72ch] rounded-md border border-waiting bg-waiting-soft px-3 py-1.5 text-message"
      >
        <header className="flex min-h-6 items-center gap-1.5 text-small text-waiting">
          <StickyNote size={12} aria-hidden="true" className="shrink-0" />
          <span className="min-w-0 truncate">
            {t.thread.noteBy} {isMine ? t.thread.you : <bdi>{note.authorName}</bdi>}
          </span>
          <time dateTime={note.createdAt} title={fullMoment(note.createdAt)} className="nums">
            {clockTime(note.createdAt)}
          </time>
          {note.editedAt ? <span>{t.thread.edited}</span> : null}
          <span className="ms-auto flex md:opacity-0 md:group-focus-within/note:opacity-100 md:group-hover/note:opacity-100">
            {isMine && !editing ? (
              <IconButton
                label={t.thread.editNote}
                onClick={() => setEditing(true)}
                className="size-6!"
              >
                <Pencil size={13} />
              </IconButton>
            ) : null}
            {isMine || isManager ? <DeleteNote note={note} /> : null}
          </span>
        </header>
        {editing ? (
          <NoteEditor note={note} onDone={() => setEditing(false)} />
        ) : (
          <MessageText content={note.text} />
        )}
      </article>
    </div>
  )
}

function DeleteNote({ note }: { note: Note }) {
  const { notes } = useLive()
  const [asking, setAsking] = useState(false)
  const remove = useAction(async () => {
    await notes.remove(note)
    setAsking(false)
  })
  return (
    <>
      <IconButton label={t.thread.deleteNote} onClick={() => setAsking(true)} className="size-6!">
        <Trash2 size={13} />
      </IconButton>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.thread.deleteThisNote}
        description={t.thread.itIsDeletedForEveryone}
        action={t.thread.deleteNote}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
