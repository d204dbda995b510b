import type { Member } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useCallback } from 'react'
import { membersQuery } from '../api/queries'
import type { NameOf } from '../words/turn'

const byId = (members: Member[]) => new Map(members.map((member) => [member.userId, member.name]))

export function useNameOf(projectId: number): NameOf {
  const { data: names } = useQuery({ ...membersQuery(projectId), select: byId })
  return useCallback((userId) => names?.get(userId), [names])
}
