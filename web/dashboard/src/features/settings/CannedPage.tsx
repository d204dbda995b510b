import type { CannedResponse } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { MessageSquareQuote, Plus } from 'lucide-react'
import { useState } from 'react'
import { cannedQuery } from '../../api/routing-queries'
import { mayActAs, useProject } from '../../api/session'
import { useLive } from '../../live/LiveProvider'
import { Loaded } from '../../shared/Loaded'
import { Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/Empty'
import * as t from '../../words/words'
import { CannedDialog } from './CannedDialog'
import { CannedRow } from './CannedRow'

/** Texts for what is asked every day; agents read them, managers write them. */
export function CannedPage() {
  const { projectId } = useLive()
  const canned = useQuery(cannedQuery(projectId))
  const isManager = mayActAs(useProject(projectId)?.role, 'manager')
  const [writing, setWriting] = useState(false)
  return (
    <Sheet title={t.settings.cannedReplies} lead={t.settings.typeInTheComposerThen}>
      {isManager ? (
        <div>
          <Button variant="primary" onClick={() => setWriting(true)}>
            <Plus size={15} aria-hidden="true" /> {t.settings.newCannedReply}
          </Button>
          <CannedDialog canned={null} open={writing} onOpenChange={setWriting} />
        </div>
      ) : null}
      <Loaded query={canned}>{(rows) => <CannedList rows={rows} isManager={isManager} />}</Loaded>
    </Sheet>
  )
}

function CannedList({ rows, isManager }: { rows: CannedResponse[]; isManager: boolean }) {
  if (rows.length === 0) {
    return (
      <div className="rounded-md border border-line">
        <EmptyState
          icon={<MessageSquareQuote size={28} strokeWidth={1.5} />}
          title={t.settings.noCannedRepliesYet}
        >
          <p>{isManager ? t.settings.beginWithWhatYouType : t.settings.yourManagersCanWriteThem}</p>
        </EmptyState>
      </div>
    )
  }
  return (
    <ul className="divide-y divide-line rounded-md border border-line">
      {rows.map((canned) => (
        <CannedRow key={canned.id} canned={canned} isManager={isManager} />
      ))}
    </ul>
  )
}
