import { Link } from '@tanstack/react-router'
import { ArrowUpRight } from 'lucide-react'
import { useLive } from '../../live/LiveProvider'
import * as t from '../../words/words'

/** Where the steps are drawn that answer instead of one text. */
export function WorkflowsLink() {
  const { projectId } = useLive()
  return (
    <p className="flex flex-wrap items-center gap-x-1 rounded-md bg-sunken px-3 py-2 text-soft">
      {t.assistant.workflowAnswers}
      <Link
        to="/projects/$projectId/workflows"
        params={{ projectId: String(projectId) }}
        className="inline-flex min-h-8 items-center gap-1 font-medium text-accent-text underline underline-offset-2 max-md:min-h-11"
      >
        {t.assistant.openWorkflows} <ArrowUpRight size={14} aria-hidden="true" />
      </Link>
    </p>
  )
}
