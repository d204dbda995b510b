import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { mayActAs, useProject } from '../../api/session'
import { EmptyState } from '../../ui/Empty'
import * as t from '../../words/words'

/** The server refuses others anyway; this says it in words. */
export function ManagersOnly({ projectId, children }: { projectId: number; children: ReactNode }) {
  const role = useProject(projectId)?.role
  if (role === undefined || mayActAs(role, 'manager')) return children
  return (
    <EmptyState icon={<Lock size={28} />} title={t.workflows.workflowsAreForManagers}>
      {t.workflows.askOneOfThem}
    </EmptyState>
  )
}
