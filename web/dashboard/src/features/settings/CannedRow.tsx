import type { CannedResponse } from '@frontdesk/protocol'
import { Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { http } from '../../api/http'
import { queryClient } from '../../api/queries'
import { cannedQuery } from '../../api/routing-queries'
import { useLive } from '../../live/LiveProvider'
import { useAction } from '../../shared/useAction'
import { IconButton } from '../../ui/Button'
import { Confirm } from '../../ui/Dialog'
import * as t from '../../words/words'
import { CannedDialog } from './CannedDialog'

type CannedRowProps = { canned: CannedResponse; isManager: boolean }

export function CannedRow({ canned, isManager }: CannedRowProps) {
  const [editing, setEditing] = useState(false)
  return (
    <li className="flex items-start gap-3 px-3 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium text-accent-text" dir="ltr">
          /{canned.shortcut}
        </p>
        <p
          dir="auto"
          className="line-clamp-3 whitespace-pre-wrap text-soft [overflow-wrap:anywhere]"
        >
          {canned.content}
        </p>
      </div>
      {isManager ? (
        <>
          <IconButton
            label={t.settings.editShortcut(canned.shortcut)}
            onClick={() => setEditing(true)}
          >
            <Pencil size={15} />
          </IconButton>
          <Remove canned={canned} />
          <CannedDialog canned={canned} open={editing} onOpenChange={setEditing} />
        </>
      ) : null}
    </li>
  )
}

function Remove({ canned }: { canned: CannedResponse }) {
  const { projectId } = useLive()
  const [asking, setAsking] = useState(false)
  const remove = useAction(async () => {
    await http.delete(`/projects/${projectId}/canned-responses/${canned.id}`)
    setAsking(false)
    await queryClient.invalidateQueries({ queryKey: cannedQuery(projectId).queryKey })
  })
  return (
    <>
      <IconButton
        label={t.settings.deleteShortcut(canned.shortcut)}
        onClick={() => setAsking(true)}
      >
        <Trash2 size={15} />
      </IconButton>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.settings.deleteShortcutQuestion(canned.shortcut)}
        description={t.settings.messagesAlreadySent}
        action={t.settings.deleteAction}
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </>
  )
}
