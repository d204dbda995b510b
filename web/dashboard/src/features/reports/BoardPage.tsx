import { useQuery } from '@tanstack/react-query'
import { stuckQuery, summaryQuery } from '../../api/routing-queries'
import { useLive } from '../../live/LiveProvider'
import { useQueue } from '../../live/queue'
import { Loaded } from '../../shared/Loaded'
import * as t from '../../words/words'
import { AgentTable } from './AgentTable'
import { Numbers } from './Numbers'
import { StuckLine, StuckList } from './StuckList'

/** How it goes right now: whether anything is stuck, the numbers, what is stuck, everybody. */
export function BoardPage() {
  const { projectId } = useLive()
  const stuck = useQuery(stuckQuery(projectId))
  const summary = useQuery(summaryQuery(projectId))
  const queue = useQueue()
  return (
    <div className="mx-auto grid max-w-6xl grid-cols-[minmax(0,1fr)] gap-8 px-4 py-6 md:px-8">
      <h2 className="sr-only">{t.reports.liveBoard}</h2>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <div className="min-h-10 max-md:min-h-11">
          <Loaded query={stuck}>{(chats) => <StuckLine chats={chats} />}</Loaded>
        </div>
        <Loaded query={summary}>{(data) => <Numbers summary={data} />}</Loaded>
      </div>
      {stuck.data && stuck.data.length > 0 ? <StuckList chats={stuck.data} /> : null}
      <section aria-label={t.reports.agents} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        <h3 className="text-message font-semibold">{t.reports.agents}</h3>
        <Loaded query={queue}>{({ agents }) => <AgentTable agents={agents} />}</Loaded>
      </section>
    </div>
  )
}
