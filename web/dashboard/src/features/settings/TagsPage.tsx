import type { Tag } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Pencil, Plus, Tags, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { http } from '../../api/http'
import { queryClient } from '../../api/queries'
import { tagsQuery } from '../../api/routing-queries'
import { mayActAs, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Sheet } from '../../shared/PageBody'
import { TagDot } from '../../shared/TagChip'
import { useAction } from '../../shared/useAction'
import { Button, IconButton } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import { EmptyState } from '../../ui/Empty'
import { Line } from '../../ui/Line'
import * as t from '../../words/words'
import { TagDialog } from './TagDialog'

/** The words conversations are sorted by; renaming one follows into every conversation. */
export function TagsPage() {
  const { projectId } = useLive()
  const tags = useQuery(tagsQuery(projectId))
  const isManager = mayActAs(useProject(projectId)?.role, 'manager')
  const [writing, setWriting] = useState(false)
  return (
    <Sheet title={t.settings.tags} lead={t.settings.whatConversationsAreAboutAnybody}>
      {isManager ? (
        <div>
          <Button variant="primary" onClick={() => setWriting(true)}>
            <Plus size={15} aria-hidden="true" /> {t.settings.newTag}
          </Button>
          <TagDialog tag={null} open={writing} onOpenChange={setWriting} />
        </div>
      ) : null}
      <Loaded query={tags}>{(rows) => <TagList rows={rows} isManager={isManager} />}</Loaded>
    </Sheet>
  )
}

function TagList({ rows, isManager }: { rows: Tag[]; isManager: boolean }) {
  if (rows.length === 0) {
    return (
      <div className="rounded-md border border-line">
        <EmptyState icon={<Tags size={28} strokeWidth={1.5} />} title={t.settings.noTagsYet}>
          <p>{t.settings.tagsCreatedHereOrAdded}</p>
        </EmptyState>
      </div>
    )
  }
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {rows.map((tag) => (
        <TagRow key={tag.id} tag={tag} isManager={isManager} />
      ))}
    </ul>
  )
}

function TagRow({ tag, isManager }: { tag: Tag; isManager: boolean }) {
  const [editing, setEditing] = useState(false)
  return (
    <li className="flex min-h-12 items-center gap-3 px-3 py-1.5">
      <TagDot colour={tag.colour} />
      <Line className="flex-1 font-medium">{tag.name}</Line>
      <span className="shrink-0 text-soft nums">
        {t.settings.onConversations(tag.conversationCount)}
      </span>
      {isManager ? (
        <span className="flex">
          <IconButton label={t.settings.editName(tag.name)} onClick={() => setEditing(true)}>
            <Pencil size={15} />
          </IconButton>
          <Remove tag={tag} />
          <TagDialog tag={tag} open={editing} onOpenChange={setEditing} />
        </span>
      ) : null}
    </li>
  )
}

function Remove({ tag }: { tag: Tag }) {
  const { projectId } = useLive()
  const [asking, setAsking] = useState(false)
  const remove = useAction(async () => {
    await http.delete(`/projects/${projectId}/tags/${tag.id}`)
    setAsking(false)
    await queryClient.invalidateQueries({ queryKey: tagsQuery(projectId).queryKey })
  })
  return (
    <>
      <IconButton label={t.settings.deleteTagNamed(tag.name)} onClick={() => setAsking(true)}>
        <Trash2 size={15} />
      </IconButton>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.settings.deleteTagNamedQuestion(tag.name)}
        description={t.settings.itIsTakenOff(tag.conversationCount)}
        action={t.settings.deleteTag}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
