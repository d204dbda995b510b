import type { AccountSession } from '@frontdesk/protocol'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone } from 'lucide-react'
import { errorMessage, http } from '../../api/http'
import { sessionsQuery } from '../../api/queries'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { showError } from '../../ui/toasts'
import { deviceOf } from '../../words/device'
import { useMinutes } from '../../words/now'
import { longAgo } from '../../words/time'
import * as t from '../../words/words'

export function SessionList() {
  const sessions = useQuery(sessionsQuery)
  return (
    <Loaded query={sessions}>
      {(rows) => (
        <ul className="divide-y divide-line rounded-md border border-line">
          {rows.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
    </Loaded>
  )
}

function SessionRow({ session }: { session: AccountSession }) {
  const client = useQueryClient()
  const now = useMinutes()
  const revoke = useMutation({
    mutationFn: () => http.delete(`/auth/sessions/${session.id}`),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
    onError: (failure) => showError(errorMessage(failure)),
  })
  const Icon = /Mobile|iPhone|Android/.test(session.userAgent) ? Smartphone : Monitor
  return (
    <li className="flex min-h-14 items-center gap-3 px-3 py-2">
      <Icon size={18} className="shrink-0 text-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{deviceOf(session.userAgent)}</p>
        <p className="truncate text-small text-faint">
          {session.address} ·{' '}
          {session.isCurrent
            ? t.settings.thisSession
            : t.settings.used(longAgo(session.lastSeenAt, now))}
        </p>
      </div>
      {session.isCurrent ? null : (
        <Button
          busy={revoke.isPending}
          onClick={() => revoke.mutate()}
          aria-label={t.settings.endSession(deviceOf(session.userAgent))}
        >
          {t.settings.end}
        </Button>
      )}
    </li>
  )
}
