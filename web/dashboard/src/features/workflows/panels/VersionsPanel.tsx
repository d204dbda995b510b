import type { WorkflowDiff, WorkflowVersion } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { errorMessage, http } from '../../../api/http'
import { Loaded } from '../../../shared/Loaded'
import { Button } from '../../../ui/Button'
import { Confirm } from '../../../ui/Dialog'
import { showError, showToast } from '../../../ui/toasts'
import * as t from '../../../words/words'
import { versionQuery, versionsQuery, workflowPath } from '../editor/queries'
import type { Editor } from '../editor/useEditor'
import { Panel } from './Panel'

type VersionsProps = { projectId: number; editor: Editor; onClose: () => void }

/** What was published, when and by whom, how it differed, and the way back. */
export function VersionsPanel({ projectId, editor, onClose }: VersionsProps) {
  const { id } = editor.saved
  const versions = useQuery(versionsQuery(projectId, id))
  return (
    <Panel title={t.steps.versions} onClose={onClose}>
      <Loaded query={versions}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="text-soft text-pretty">{t.steps.nothingWasPublishedYetEach}</p>
          ) : (
            <ol className="grid gap-3">
              {rows.map((version) => (
                <li key={version.number} className="rounded-md border border-line p-3">
                  <OneVersion projectId={projectId} editor={editor} version={version} />
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </Panel>
  )
}

type OneProps = { projectId: number; editor: Editor; version: WorkflowVersion }

function OneVersion({ projectId, editor, version }: OneProps) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <div className="flex items-center justify-between gap-2">
        <span className="font-semibold">{t.steps.version(version.number)}</span>
        {version.isPublished ? (
          <span className="rounded-full bg-done-soft px-2 text-small font-medium text-done">
            {t.steps.live}
          </span>
        ) : (
          <RollBack projectId={projectId} editor={editor} number={version.number} />
        )}
      </div>
      <p className="text-small text-soft">
        {version.publishedByName} · {new Date(version.createdAt).toLocaleString()}
      </p>
      {version.remark ? (
        <p className="mt-1 text-pretty" dir="auto">
          {version.remark}
        </p>
      ) : null}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="mt-1 min-h-8 text-small font-medium text-accent-text underline-offset-2 hover:underline"
      >
        {open ? t.steps.hideChanges : t.steps.showChanges}
      </button>
      {open ? <Changes projectId={projectId} id={editor.saved.id} number={version.number} /> : null}
    </>
  )
}

function Changes({ projectId, id, number }: { projectId: number; id: number; number: number }) {
  const version = useQuery(versionQuery(projectId, id, number))
  return <Loaded query={version}>{({ diff }) => <Diff diff={diff} />}</Loaded>
}

function Diff({ diff }: { diff: WorkflowDiff }) {
  const lines = [
    ...diff.added.map(({ name }) => ({ sign: '+', words: name })),
    ...diff.removed.map(({ name }) => ({ sign: '−', words: name })),
    ...diff.changed.map(({ name, fields }) => ({
      sign: '~',
      words: `${name}: ${fields.join(', ')}`,
    })),
    ...diff.addedEdges.map((words) => ({ sign: '+', words })),
    ...diff.removedEdges.map((words) => ({ sign: '−', words })),
  ]
  if (lines.length === 0) return <p className="text-small text-soft">{t.steps.theSameAsBefore}</p>
  return (
    <ul className="grid gap-0.5 text-small">
      {lines.map(({ sign, words }) => (
        <li key={sign + words} className="grid grid-cols-[1.25rem_minmax(0,1fr)]">
          <span aria-label={SIGN_WORDS[sign]} role="img" className={SIGN_LOOKS[sign]}>
            {sign}
          </span>
          <span className="[overflow-wrap:anywhere]" dir="auto">
            {words}
          </span>
        </li>
      ))}
    </ul>
  )
}

const SIGN_WORDS: Record<string, string> = {
  '+': t.steps.added,
  '−': t.steps.removed,
  '~': t.steps.changed,
}
const SIGN_LOOKS: Record<string, string> = {
  '+': 'text-done',
  '−': 'text-problem',
  '~': 'text-waiting',
}

function RollBack({
  projectId,
  editor,
  number,
}: {
  projectId: number
  editor: Editor
  number: number
}) {
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const rollBack = useMutation({
    mutationFn: () =>
      http.post(`${workflowPath(projectId, editor.saved.id)}/rollback`, {
        body: { number },
      }),
    onSuccess: (answer) => {
      editor.markPublished(answer)
      setAsking(false)
      showToast(t.steps.versionIsLiveAgain(number, answer.publishedNumber ?? 0))
      void client.invalidateQueries({ queryKey: ['project', projectId, 'workflows'] })
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>
        <RotateCcw size={13} aria-hidden="true" /> {t.steps.rollBack}
      </Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title={t.steps.publishVersionAgain(number)}
        description={t.steps.newConversationsUse}
        action={t.steps.rollBack}
        busy={rollBack.isPending}
        onConfirm={() => rollBack.mutate()}
      />
    </>
  )
}
