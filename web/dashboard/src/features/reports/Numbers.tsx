import type { ChatStateSummary, MinuteSample } from '@frontdesk/protocol'
import { Clock3, Hourglass, type LucideIcon, Timer, UserRound } from 'lucide-react'
import { classes } from '../../ui/classes'
import { Sparkline } from '../../ui/Sparkline'
import { duration } from '../../words/duration'
import { useSeconds } from '../../words/now'
import { waitingClock } from '../../words/time'
import * as t from '../../words/words'

/** Four numbers, each with the hour behind it. */
export function Numbers({ summary }: { summary: ChatStateSummary }) {
  const { history, oldestWaitingSince } = summary
  return (
    <dl className="grid grid-cols-4 gap-3 max-xl:grid-cols-2">
      <Tile
        words={t.reports.waiting}
        Icon={Clock3}
        colour="text-waiting"
        history={history}
        read={(sample) => sample.waiting}
      >
        {summary.waiting}
      </Tile>
      <Tile
        words={t.reports.longestWait}
        Icon={Timer}
        colour="text-waiting"
        history={history}
        read={(sample) => sample.longestWaitSeconds}
        say={duration}
      >
        {oldestWaitingSince ? <Ticking since={oldestWaitingSince} /> : '–'}
      </Tile>
      <Tile
        words={t.reports.withAgents}
        Icon={UserRound}
        colour="text-active"
        history={history}
        read={(sample) => sample.assigned}
      >
        {summary.assigned}
      </Tile>
      <Tile
        words={t.reports.waitingForVisitor}
        Icon={Hourglass}
        colour="text-faint"
        history={history}
        read={(sample) => sample.waitingForVisitor}
      >
        {summary.waitingForVisitor}
      </Tile>
    </dl>
  )
}

type TileProps = {
  words: string
  Icon: LucideIcon
  colour: string
  history: readonly MinuteSample[]
  read: (sample: MinuteSample) => number
  say?: (value: number) => string
  children: React.ReactNode
}

function Tile({ words, Icon, colour, history, read, say = String, children }: TileProps) {
  const values = history.map(read)
  const highest = say(Math.max(0, ...values))
  return (
    <div className="grid gap-1 rounded-lg border border-line p-4 max-md:p-3">
      <dt className="flex items-center gap-1.5 text-soft">
        <Icon size={14} aria-hidden="true" className={classes('shrink-0', colour)} />
        <span className="truncate">{words}</span>
      </dt>
      <dd className="text-display font-semibold nums">{children}</dd>
      <dd className={colour}>
        <Sparkline
          values={values}
          label={t.reports.lastHourAtMost(words, highest, say(values.at(-1) ?? 0))}
        />
      </dd>
    </div>
  )
}

function Ticking({ since }: { since: string }) {
  const now = useSeconds()
  return <time dateTime={since}>{waitingClock(now - Date.parse(since))}</time>
}
