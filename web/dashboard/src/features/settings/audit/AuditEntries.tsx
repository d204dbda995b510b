import type { AuditPage } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { type AuditFilter, auditQuery } from '../../../api/audit'
import { errorMessage } from '../../../api/http'
import { Button } from '../../../ui/Button'
import * as t from '../../../words/words'
import { AuditRow } from './AuditRow'

type Asked = { projectId: number; filter: AuditFilter }

/** The rows of one page, and behind them those of the next once somebody wants them. */
export function AuditEntries({ page, ...asked }: Asked & { page: AuditPage }) {
  return (
    <>
      {page.data.map((entry) => (
        <AuditRow key={entry.id} entry={entry} />
      ))}
      {page.nextCursor === null ? null : <Older {...asked} cursor={page.nextCursor} />}
    </>
  )
}

function Older({ cursor, ...asked }: Asked & { cursor: string }) {
  const [isWanted, want] = useState(false)
  const older = useQuery({
    ...auditQuery(asked.projectId, asked.filter, cursor),
    enabled: isWanted,
  })
  if (older.data) {
    return (
      <>
        <Begin />
        <AuditEntries {...asked} page={older.data} />
      </>
    )
  }
  return (
    <li className="grid justify-items-center gap-2 p-3">
      {older.isError ? (
        <p role="alert" className="text-problem">
          {errorMessage(older.error)}
        </p>
      ) : null}
      <Button
        busy={older.isFetching}
        onClick={() => (older.isError ? void older.refetch() : want(true))}
      >
        {t.audit.older}
      </Button>
    </li>
  )
}

/** Where the button was that brought these: whoever pressed it by keyboard goes on from here. */
function Begin() {
  const here = useRef<HTMLLIElement>(null)
  useEffect(() => here.current?.focus({ preventScroll: true }), [])
  return (
    <li ref={here} tabIndex={-1} className="sr-only">
      {t.audit.olderEntries}
    </li>
  )
}
