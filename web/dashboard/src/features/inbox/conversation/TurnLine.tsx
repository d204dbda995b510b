import type { Conversation } from '@frontdesk/protocol'
import { Ban, CircleCheck, Clock3, Hourglass, Sparkles, UserRound } from 'lucide-react'
import { classes } from '../../../ui/classes'
import { useSeconds } from '../../../words/now'
import { isAnswerUnseen } from '../../../words/solving'
import { type NameOf, type Turn, turnOf } from '../../../words/turn'
import * as t from '../../../words/words'

const LOOKS: Record<Turn['kind'], { colour: string; Icon: typeof Clock3 }> = {
  waiting: { colour: 'text-waiting', Icon: Clock3 },
  assistant: { colour: 'text-active', Icon: Sparkles },
  ours: { colour: 'text-active', Icon: UserRound },
  theirs: { colour: 'text-faint', Icon: Hourglass },
  done: { colour: 'text-done', Icon: CircleCheck },
  spam: { colour: 'text-faint', Icon: Ban },
}

type TurnLineProps = { conversation: Conversation; nameOf: NameOf; className?: string }

/** Whose turn it is, in a word and a colour; the waiting clock ticks. */
export function TurnLine({ conversation, nameOf, className }: TurnLineProps) {
  const now = useSeconds()
  const turn = turnOf(conversation, nameOf, now)
  const { colour, Icon } = LOOKS[turn.kind]
  return (
    <span className={classes('flex min-w-0 items-center gap-1 text-small', colour, className)}>
      <Icon size={12} aria-hidden="true" className="shrink-0" />
      <span className="truncate nums">
        {turn.words}
        {isAnswerUnseen(conversation) ? ` · ${t.conversation.notSeenYet}` : null}
      </span>
    </span>
  )
}
