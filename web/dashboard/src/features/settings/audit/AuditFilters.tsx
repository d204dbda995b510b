import type { AuditEntry } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import type { AuditFilter } from '../../../api/audit'
import { membersQuery } from '../../../api/queries'
import { Button } from '../../../ui/Button'
import { Field, Input, Select } from '../../../ui/Field'
import * as t from '../../../words/words'
import { AUDIT_KINDS, auditFilterFrom, isFiltered } from './kinds'

type AuditFiltersProps = {
  projectId: number
  filter: AuditFilter
  /** What is shown: it knows the names of those who have left. */
  entries: readonly AuditEntry[]
  onChange: (filter: AuditFilter) => void
}

export function AuditFilters({ projectId, filter, entries, onChange }: AuditFiltersProps) {
  // What is chosen as nothing is left out, and a range turned around loses its end.
  const set = (change: Record<string, unknown>) =>
    onChange(auditFilterFrom({ ...filter, ...change }))
  return (
    <div className="flex flex-wrap items-end gap-3">
      <div className="min-w-44 flex-1 max-md:basis-full">
        <Field label={t.audit.person}>
          {(control) => (
            <Select
              {...control}
              value={filter.user ?? ''}
              onChange={(event) => set({ user: Number(event.target.value) })}
            >
              <option value="">{t.audit.anyone}</option>
              <People projectId={projectId} chosen={filter.user} entries={entries} />
            </Select>
          )}
        </Field>
      </div>
      <div className="min-w-44 flex-1 max-md:basis-full">
        <Field label={t.audit.what}>
          {(control) => (
            <Select
              {...control}
              value={filter.kind ?? ''}
              onChange={(event) => set({ kind: event.target.value })}
            >
              <option value="">{t.audit.anything}</option>
              {AUDIT_KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {t.audit.kinds[kind]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="flex gap-3">
        <Day label={t.reports.from} value={filter.from} onChange={(from) => set({ from })} />
        <Day label={t.reports.to} value={filter.to} onChange={(to) => set({ to })} />
      </div>
      {isFiltered(filter) ? (
        <Button variant="ghost" onClick={() => onChange({})}>
          {t.audit.clear}
        </Button>
      ) : null}
    </div>
  )
}

type PeopleProps = Pick<AuditFiltersProps, 'projectId' | 'entries'> & { chosen: number | undefined }

function People({ projectId, chosen, entries }: PeopleProps) {
  const { data: members = [] } = useQuery(membersQuery(projectId))
  const isGone = chosen !== undefined && !members.some(({ userId }) => userId === chosen)
  return (
    <>
      {members.map(({ userId, name }) => (
        <option key={userId} value={userId}>
          {name}
        </option>
      ))}
      {isGone ? <option value={chosen}>{nameOfGone(chosen, entries)}</option> : null}
    </>
  )
}

function nameOfGone(userId: number, entries: readonly AuditEntry[]): string {
  const [name] = entries.flatMap((entry) => {
    if (entry.actorId === userId) return entry.actorName ?? []
    return entry.subjectId === userId ? (entry.subjectName ?? []) : []
  })
  return name === undefined ? t.audit.userNumber(userId) : t.audit.noLongerHere(name)
}

type DayProps = { label: string; value: string | undefined; onChange: (day: string) => void }

function Day({ label, value, onChange }: DayProps) {
  return (
    <Field label={label}>
      {(control) => (
        <Input
          {...control}
          type="date"
          className="w-38"
          value={value ?? ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  )
}
