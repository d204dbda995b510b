import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { wordsOf } from '../api/http'
import { Trouble } from '../ui/Empty'
import { AfterAMoment, Bone } from '../ui/Skeleton'

type LoadedProps<Data> = { query: UseQueryResult<Data>; children: (data: Data) => ReactNode }

/** What a query brought, or bones, or what went wrong and a way to try again. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <Trouble
        title="This could not be loaded"
        words={wordsOf(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <AfterAMoment>
      <div aria-hidden="true" className="grid gap-4">
        <Bone className="h-3 w-28" />
        <Bone className="h-9" />
        <Bone className="h-3 w-36" />
        <Bone className="h-9" />
        <Bone className="h-20" />
      </div>
    </AfterAMoment>
  )
}
