import type { QueueOverview } from '@frontdesk/protocol'
import { Coffee, ListEnd } from 'lucide-react'
import { useMe } from '../../api/session'
import { useQueue } from '../../live/queue'
import { Loaded } from '../../shared/Loaded'
import { Button } from '../../ui/Button'
import { EmptyState } from '../../ui/Empty'
import { Kbd } from '../../ui/Kbd'
import { duration } from '../../words/duration'
import * as t from '../../words/words'
import { AgentList } from './AgentList'
import { QueueRow } from './QueueRow'
import { useNextChat } from './useNextChat'

/** Who waits, in the order they are served, and who answers. */
export function QueuePage() {
  const queue = useQueue()
  const next = useNextChat()
  const waiting = queue.data?.waiting ?? 0
  return (
    <div className="h-full overflow-y-auto">
      <div className="mx-auto max-w-5xl px-4 py-6 md:px-8">
        <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
          <div className="min-w-0 flex-1">
            <h2 className="text-page font-semibold">{t.queue.queue}</h2>
            <p className="text-soft">
              {queue.data ? summary(queue.data) : t.queue.whoWaitsInOrder}
            </p>
          </div>
          <Button variant="primary" busy={next.busy} disabled={waiting === 0} onClick={next.take}>
            <ListEnd size={15} aria-hidden="true" /> {t.queue.nextChat}
            <span className="max-md:hidden">
              <Kbd inverse>n</Kbd>
            </span>
          </Button>
        </header>
        <div className="mt-6">
          <Loaded query={queue}>{(data) => <Overview queue={data} />}</Loaded>
        </div>
      </div>
    </div>
  )
}

function summary({ waiting, estimatedWaitSeconds, agents }: QueueOverview): string {
  const available = agents.filter(({ state }) => state === 'available').length
  const answering = t.queue.available(available)
  if (waiting === 0) return t.queue.nobodyWaitsSummary(answering)
  const people = t.queue.visitorsWait(waiting)
  const estimate =
    estimatedWaitSeconds === null ? '' : t.queue.aboutForANew(duration(estimatedWaitSeconds))
  return `${people}${estimate} · ${answering}`
}

function Overview({ queue }: { queue: QueueOverview }) {
  const me = useMe()
  const beyond = queue.waiting - queue.data.length
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_18rem]">
      <section aria-label={t.queue.waiting} className="min-w-0">
        {queue.data.length === 0 ? (
          <div className="rounded-lg border border-line">
            <EmptyState icon={<Coffee size={28} strokeWidth={1.5} />} title={t.queue.nobodyWaits}>
              <p>{t.queue.whoeverWrites}</p>
            </EmptyState>
          </div>
        ) : (
          <ol className="divide-y divide-line overflow-hidden rounded-lg border border-line">
            {queue.data.map((conversation, place) => (
              <QueueRow key={conversation.id} conversation={conversation} place={place + 1} />
            ))}
          </ol>
        )}
        {beyond > 0 ? <p className="mt-3 text-soft">{t.queue.andMoreBehindThem(beyond)}</p> : null}
      </section>
      <section aria-label={t.queue.agents} className="min-w-0">
        <h3 className="pb-2 text-small font-medium text-faint">{t.queue.agents}</h3>
        <AgentList agents={queue.agents} myId={me.id} />
      </section>
    </div>
  )
}
