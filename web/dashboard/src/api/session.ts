import type { Project, RoleName, User } from '@frontdesk/protocol'
import { useQuery, useSuspenseQuery } from '@tanstack/react-query'
import { projectQuery, sessionQuery } from './queries'

/** Inside the signed-in part of the app there is always somebody. */
export function useMe(): User {
  const { data } = useSuspenseQuery(sessionQuery)
  if (!data) throw new Error('signed out')
  return data.user
}

export function useProject(projectId: number): Project | undefined {
  return useQuery(projectQuery(projectId)).data
}

const RANK: Record<RoleName, number> = { agent: 0, manager: 1, owner: 2 }

/** Whether somebody with this role may do what needs that one. */
export function mayActAs(role: RoleName | undefined, needed: RoleName): boolean {
  return role !== undefined && RANK[role] >= RANK[needed]
}
