import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { errorMessage } from '../api/http'
import { ErrorState } from '../ui/Empty'
import { Delayed, SkeletonBlock } from '../ui/Skeleton'
import * as t from '../words/words'

type LoadedProps<Data> = { query: UseQueryResult<Data>; children: (data: Data) => ReactNode }

/** What a query brought, or a skeleton, or what went wrong and a way to try again. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>) {
  if (query.data !== undefined) return children(query.data)
  if (query.isError) {
    return (
      <ErrorState
        title={t.shared.thisCouldNotBeLoaded}
        words={errorMessage(query.error)}
        onRetry={() => void query.refetch()}
      />
    )
  }
  return (
    <Delayed>
      <div aria-hidden="true" className="grid gap-4">
        <SkeletonBlock className="h-3 w-28" />
        <SkeletonBlock className="h-9" />
        <SkeletonBlock className="h-3 w-36" />
        <SkeletonBlock className="h-9" />
        <SkeletonBlock className="h-20" />
      </div>
    </Delayed>
  )
}
