import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { membersQuery } from '../../../api/queries'
import { tagsQuery } from '../../../api/routing-queries'
import { useMe } from '../../../api/session'
import {
  filterFrom,
  filterOf,
  type InboxFilter,
  type InboxSearch,
} from '../../../live/inbox-filter'
import { type FilterChoice, filterChoices } from './filter-choices'

export type InboxFiltering = {
  search: InboxSearch
  filter: InboxFilter
  choices: readonly FilterChoice[]
  change: (next: InboxSearch) => void
}

/** What the list shows, as the address bar says it, and how to change that. */
export function useFilter(projectId: number): InboxFiltering {
  const address = useSearch({ strict: false })
  const myId = useMe().id
  const navigate = useNavigate()
  const { data: members = NOBODY } = useQuery(membersQuery(projectId))
  const { data: tags = NOTHING } = useQuery(tagsQuery(projectId))
  const search = useMemo(() => filterFrom(address), [address])
  const filter = useMemo(() => filterOf(search, myId), [search, myId])
  const choices = useMemo(
    () => filterChoices(search, { members, tags, myId }),
    [search, members, tags, myId],
  )
  const change = useCallback(
    (next: InboxSearch) => void navigate({ to: '.', search: filterFrom(next), replace: true }),
    [navigate],
  )
  return { search, filter, choices, change }
}

const NOBODY: never[] = []
const NOTHING: never[] = []
