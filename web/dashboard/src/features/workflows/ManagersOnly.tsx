import { Lock } from 'lucide-react'
import type { ReactNode } from 'react'
import { mayActAs, useProject } from '../../api/session'
import { EmptyState } from '../../ui/Empty'

/** The server refuses others anyway; this says it in words. */
export function ManagersOnly({ projectId, children }: { projectId: number; children: ReactNode }) {
  const role = useProject(projectId)?.role
  if (role === undefined || mayActAs(role, 'manager')) return children
  return (
    <EmptyState icon={<Lock size={28} />} title="Workflows are for managers and owners">
      Ask one of them to change what the assistant says and does.
    </EmptyState>
  )
}
