import { MessagesSquare, Plug } from 'lucide-react'
import { mayActAs, useProject } from '../../api/session'
import { useInbox } from '../../live/inbox'
import { useLive } from '../../live/LiveProvider'
import { InstallGuide } from '../../shared/InstallGuide'
import { EmptyState } from '../../ui/Empty'
import { Kbd } from '../../ui/Kbd'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { useFilter } from './list/useFilter'

/** Beside the list while nothing is open: the way in, or for an empty inbox the way to fill it. */
export function NothingOpen() {
  const { projectId } = useLive()
  const role = useProject(projectId)?.role
  const { search, filter } = useFilter(projectId)
  const source = useInbox(filter)
  const isUnfiltered = Object.keys(search).length === 0
  const isEmpty = source.state === 'ready' && source.rows.length === 0 && isUnfiltered
  return (
    <div className="grid h-full place-items-center overflow-y-auto bg-sunken">
      {isEmpty && mayActAs(role, 'manager') ? <PutOnSite projectId={projectId} /> : <Choose />}
    </div>
  )
}

function Choose() {
  return (
    <EmptyState
      icon={<MessagesSquare size={28} strokeWidth={1.5} />}
      title={t.inbox.chooseAConversation}
    >
      <p>
        <Rich
          text={t.inbox.keysHint}
          parts={{ next: <Kbd>j</Kbd>, previous: <Kbd>k</Kbd>, help: <Kbd>?</Kbd> }}
        />
      </p>
    </EmptyState>
  )
}

function PutOnSite({ projectId }: { projectId: number }) {
  return (
    <section className="m-6 grid w-full max-w-lg gap-4 rounded-lg border border-line bg-surface p-6">
      <h2 className="flex items-center gap-2 text-title font-semibold">
        <Plug size={18} className="text-accent-text" aria-hidden="true" />
        {t.inbox.putTheWidget}
      </h2>
      <InstallGuide projectId={projectId} />
    </section>
  )
}
