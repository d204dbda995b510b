import type { Priority } from '@frontdesk/protocol'
import { ChevronDown, ChevronsUp, ChevronUp } from 'lucide-react'
import * as t from '../words/words'
import { classes } from './classes'

export const PRIORITY_WORDS: Record<Priority, string> = {
  urgent: t.ui.urgent,
  high: t.ui.high,
  normal: t.ui.normal,
  low: t.ui.low,
}

export const PRIORITIES: readonly Priority[] = ['urgent', 'high', 'normal', 'low']

const LOOKS = {
  urgent: { Icon: ChevronsUp, colour: 'text-problem' },
  high: { Icon: ChevronUp, colour: 'text-waiting' },
  low: { Icon: ChevronDown, colour: 'text-faint' },
}

/** Said only when it is not the usual one. */
export function PriorityMark({ priority }: { priority: Priority }) {
  if (priority === 'normal') return null
  const { Icon, colour } = LOOKS[priority]
  return (
    <span className={classes('inline-flex shrink-0 items-center text-small font-medium', colour)}>
      <Icon size={14} aria-hidden="true" />
      {PRIORITY_WORDS[priority]}
    </span>
  )
}
