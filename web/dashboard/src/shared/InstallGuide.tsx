import type { WidgetSeen } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { CircleCheck, Radio } from 'lucide-react'
import { useEffect, useState } from 'react'
import { widgetSeenQuery } from '../api/queries'
import { CopyField } from '../ui/CopyField'
import { Rich } from '../ui/Rich'
import { longAgo } from '../words/time'
import * as t from '../words/words'

/** The snippet to paste, and a line that says so as soon as the site has loaded it. */
export function InstallGuide({ projectId }: { projectId: number }) {
  return (
    <div className="grid gap-3">
      <p className="text-soft">
        <Rich
          text={t.shared.pasteThis}
          parts={{ tag: <code className="font-mono">{'</body>'}</code> }}
        />
      </p>
      <CopyField label={t.shared.copySnippet} text={snippetFor(projectId, location.origin)} />
      <SeenLine projectId={projectId} />
    </div>
  )
}

export function snippetFor(projectId: number, origin: string): string {
  return `<script async src="${origin}/widget.js" data-project-id="${projectId}"></script>`
}

function SeenLine({ projectId }: { projectId: number }) {
  const { data } = useQuery(widgetSeenQuery(projectId))
  const openedAt = useOpenedAt()
  return (
    <p aria-live="polite" className="flex items-center gap-2 text-small">
      {data?.seenAt ? <Seen seen={data} openedAt={openedAt} /> : <Listening />}
    </p>
  )
}

function Seen({ seen, openedAt }: { seen: WidgetSeen; openedAt: number }) {
  const at = seen.seenAt ?? ''
  const words =
    Date.parse(at) >= openedAt
      ? t.shared.weSawYourSiteJust
      : t.shared.lastSeen(longAgo(at, Date.now()))
  return (
    <>
      <CircleCheck size={15} className="shrink-0 text-done" aria-hidden="true" />
      <span className="min-w-0 break-words text-done">
        {words}
        {seen.origin ? t.shared.on(seen.origin) : ''}
      </span>
    </>
  )
}

function Listening() {
  return (
    <>
      <Radio size={15} className="shimmer shrink-0 text-waiting" aria-hidden="true" />
      <span className="text-soft">{t.shared.waitingForTheFirstVisit}</span>
    </>
  )
}

function useOpenedAt(): number {
  const [openedAt, setOpenedAt] = useState(() => Date.now())
  useEffect(() => setOpenedAt(Date.now()), [])
  return openedAt
}
