import type { Workflow, WorkflowSummary } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { Plus, Upload, Workflow as WorkflowIcon } from 'lucide-react'
import { type ChangeEvent, useRef } from 'react'
import { errorMessage, http } from '../../api/http'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import { classes } from '../../ui/classes'
import { EmptyState } from '../../ui/Empty'
import { showError } from '../../ui/toasts'
import * as t from '../../words/words'
import { workflowsPath, workflowsQuery } from './editor/queries'
import { useObstacle } from './editor/useObstacle'
import { readFile } from './logic/file'
import { ManagersOnly } from './ManagersOnly'

/** Every workflow of the project, and which one is live. */
export function WorkflowsPage() {
  const { projectId } = useLive()
  return (
    <div className="h-full overflow-y-auto">
      <ManagersOnly projectId={projectId}>
        <List projectId={projectId} />
      </ManagersOnly>
    </div>
  )
}

function List({ projectId }: { projectId: number }) {
  const workflows = useQuery(workflowsQuery(projectId))
  return (
    <Sheet title={t.workflows.workflows} lead={t.workflows.whatTheAssistantSays}>
      <Loaded query={workflows}>
        {(rows) => (
          <>
            <Beginnings projectId={projectId} rows={rows} />
            {rows.length === 0 ? (
              <EmptyState icon={<WorkflowIcon size={28} />} title={t.workflows.noWorkflowsYet}>
                {t.workflows.aNewOneBegins}
              </EmptyState>
            ) : (
              <ul className="divide-y divide-line rounded-md border border-line">
                {rows.map((row) => (
                  <Row key={row.id} projectId={projectId} row={row} />
                ))}
              </ul>
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

type RowProps = { projectId: number; row: WorkflowSummary }

function Row({ projectId, row }: RowProps) {
  const errors = t.workflows.errors(row.errorCount)
  return (
    <li>
      <Link
        to="/projects/$projectId/workflows/$workflowId"
        params={{ projectId: String(projectId), workflowId: String(row.id) }}
        className="flex min-h-14 items-center gap-3 px-4 py-2 hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium" dir="auto">
            {row.name}
          </span>
          <span className="block text-small text-soft nums">
            {t.workflows.stepsChanged(row.nodeCount, new Date(row.updatedAt).toLocaleDateString())}
          </span>
        </span>
        {row.errorCount > 0 ? <span className="text-small text-problem">{errors}</span> : null}
        {row.publishedNumber !== null ? <Published version={row.publishedNumber} /> : null}
      </Link>
    </li>
  )
}

function Published({ version }: { version: number }) {
  const isUsed = useObstacle() === null
  return (
    <span
      className={classes(
        'rounded-full px-2 py-0.5 text-small font-medium',
        isUsed ? 'bg-done-soft text-done' : 'bg-waiting-soft text-waiting',
      )}
    >
      {isUsed ? t.workflows.liveVersion(version) : t.workflows.publishedVersion(version)}
    </span>
  )
}

function Beginnings({ projectId, rows }: { projectId: number; rows: WorkflowSummary[] }) {
  const input = useRef<HTMLInputElement>(null)
  const begin = useBegin(projectId)
  const create = () =>
    begin.mutate(() => http.post(workflowsPath(projectId), { body: { name: freeName(rows) } }))
  const bringIn = async (event: ChangeEvent<HTMLInputElement>) => {
    const [chosen] = event.target.files ?? []
    event.target.value = ''
    if (!chosen) return
    const read = readFile(await chosen.text())
    if (read.kind === 'refused') showError(read.words)
    else begin.mutate(() => http.post(`${workflowsPath(projectId)}/import`, { body: read.file }))
  }
  return (
    <div className="flex flex-wrap gap-2">
      <Button variant="primary" busy={begin.isPending} onClick={create}>
        <Plus size={15} aria-hidden="true" /> {t.workflows.newWorkflow}
      </Button>
      <Button onClick={() => input.current?.click()}>
        <Upload size={14} aria-hidden="true" /> {t.workflows.importAFile}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t.workflows.workflowFile}
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => void bringIn(event)}
      />
    </div>
  )
}

function useBegin(projectId: number) {
  const client = useQueryClient()
  const navigate = useNavigate()
  return useMutation({
    mutationFn: (create: () => Promise<Workflow>) => create(),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: ['project', projectId, 'workflows'] })
      await navigate({
        to: '/projects/$projectId/workflows/$workflowId',
        params: { projectId: String(projectId), workflowId: String(id) },
      })
    },
    onError: (failure) => showError(errorMessage(failure)),
  })
}

function freeName(rows: readonly WorkflowSummary[]): string {
  const taken = new Set(rows.map(({ name }) => name.toLowerCase()))
  for (let number = 1; ; number++) {
    const name = t.workflows.newWorkflowName(number)
    if (!taken.has(name.toLowerCase())) return name
  }
}
