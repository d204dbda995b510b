import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Download, Lock, ScrollText } from 'lucide-react'
import type { AuditFilter } from '../../../api/audit'
import { auditQuery } from '../../../api/audit'
import { mayActAs, useProject } from '../../../api/session'
import { useLive } from '../../../live/LiveProvider'
import { Loaded } from '../../../shared/Loaded'
import { Sheet } from '../../../shared/PageBody'
import { classes } from '../../../ui/classes'
import { EmptyState } from '../../../ui/Empty'
import * as t from '../../../words/words'
import { AuditEntries } from './AuditEntries'
import { AuditFilters } from './AuditFilters'
import { auditFile, auditFilterFrom, isFiltered } from './kinds'

/** Who did what here, for owners. */
export function AuditPage() {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  if (role !== undefined && !mayActAs(role, 'owner')) {
    return (
      <EmptyState icon={<Lock size={28} strokeWidth={1.5} />} title={t.audit.forOwners}>
        <p>{t.audit.askAnOwner}</p>
      </EmptyState>
    )
  }
  return <Log projectId={projectId} />
}

function Log({ projectId }: { projectId: number }) {
  const navigate = useNavigate()
  const filter = auditFilterFrom(useSearch({ strict: false }))
  const log = useQuery(auditQuery(projectId, filter, null))
  return (
    <Sheet
      title={t.audit.auditLog}
      lead={<Lead days={log.data?.keptDays} zone={log.data?.timeZone} />}
      wide
    >
      <div className="grid gap-4">
        <AuditFilters
          projectId={projectId}
          filter={filter}
          entries={log.data?.data ?? []}
          onChange={(next) => void navigate({ to: '.', search: next, replace: true })}
        />
        <Export projectId={projectId} filter={filter} />
      </div>
      <Loaded query={log}>
        {(page) =>
          page.data.length === 0 ? (
            <Nothing filtered={isFiltered(filter)} />
          ) : (
            <ul
              key={JSON.stringify(filter)}
              aria-label={t.audit.auditLog}
              className={classes(
                'divide-y divide-line rounded-md border border-line',
                log.isPlaceholderData && 'opacity-60',
              )}
            >
              <AuditEntries projectId={projectId} filter={filter} page={page} />
            </ul>
          )
        }
      </Loaded>
    </Sheet>
  )
}

function Lead({ days, zone }: { days: number | undefined; zone: string | undefined }) {
  if (days === undefined || zone === undefined) return t.audit.whoDidWhatBefore
  return `${t.audit.whoDidWhat(days)} ${t.audit.daysAreIn(zone.replaceAll('_', ' '))}`
}

function Export({ projectId, filter }: { projectId: number; filter: AuditFilter }) {
  return (
    <a
      href={auditFile(projectId, filter)}
      download="audit-log.csv"
      className="inline-flex min-h-8 items-center gap-1.5 justify-self-start rounded-md border border-line px-3 font-medium hover:bg-hover max-md:min-h-11"
    >
      <Download size={14} aria-hidden="true" /> {t.reports.exportCsv}
    </a>
  )
}

function Nothing({ filtered }: { filtered: boolean }) {
  return (
    <div className="rounded-md border border-line">
      <EmptyState
        icon={<ScrollText size={28} strokeWidth={1.5} />}
        title={filtered ? t.audit.nothingFits : t.audit.noEntriesYet}
      >
        <p>{filtered ? t.audit.chooseOthers : t.audit.entriesAppear}</p>
      </EmptyState>
    </div>
  )
}
