import type { AgentLoad, Conversation } from '@frontdesk/protocol'
import { useId } from 'react'
import { useMe } from '../../../api/session'
import { useQueue } from '../../../live/queue'
import { Loaded } from '../../../shared/Loaded'
import { Avatar } from '../../../ui/Avatar'
import { classes } from '../../../ui/classes'
import { Line } from '../../../ui/Line'
import { LoadPips } from '../../../ui/LoadPips'
import { StateMark } from '../../../ui/StateMark'
import { bySoonest, whyNot } from '../../../words/availability'
import * as t from '../../../words/words'
import type { AssignAction } from './assign-action'

type MemberChoiceProps = {
  conversation: Conversation
  action: AssignAction
  chosen: number | null
  onChoose: (userId: number) => void
}

/** Everybody who could have the chat, with how busy they are; who cannot says why. */
export function MemberChoice({ conversation, action, chosen, onChoose }: MemberChoiceProps) {
  const queue = useQueue()
  const me = useMe()
  const onlyMe = action.kind === 'assign' && action.onlyMe
  return (
    <fieldset className="grid min-w-0 gap-1">
      <legend className="mb-1.5 font-medium">{t.actions.toWhom}</legend>
      <Loaded query={queue}>
        {({ agents }) => (
          <ul className="-mx-2 grid max-h-72 gap-0.5 overflow-y-auto">
            {[...agents]
              .filter(({ userId }) => userId !== conversation.assigneeId)
              .filter(({ userId }) => !onlyMe || userId === me.id)
              .sort(bySoonest)
              .map((agent) => (
                <Choice
                  key={agent.userId}
                  agent={agent}
                  isMe={agent.userId === me.id}
                  chosen={agent.userId === chosen}
                  onChoose={() => onChoose(agent.userId)}
                />
              ))}
          </ul>
        )}
      </Loaded>
    </fieldset>
  )
}

type ChoiceProps = { agent: AgentLoad; isMe: boolean; chosen: boolean; onChoose: () => void }

function Choice({ agent, isMe, chosen, onChoose }: ChoiceProps) {
  const id = useId()
  const problem = isMe ? null : whyNot(agent.state)
  const disabled = !isMe && (agent.state === 'away' || agent.state === 'offline')
  return (
    <li>
      <label
        htmlFor={id}
        className={classes(
          'flex min-h-11 items-center gap-3 rounded-md px-2 py-1.5',
          chosen ? 'bg-selected' : !disabled && 'hover:bg-hover',
          'outline-offset-[-2px] has-focus-visible:outline-2 has-focus-visible:outline-accent',
        )}
      >
        <input
          id={id}
          type="radio"
          name="assignee"
          value={agent.userId}
          checked={chosen}
          disabled={disabled}
          onChange={onChoose}
          className="size-4 shrink-0 accent-[var(--accent)] outline-none"
        />
        <Avatar name={agent.name} seed={agent.userId} size="small" />
        <span className="min-w-0 flex-1">
          <span className="flex min-w-0 items-baseline gap-1.5">
            <Line className="font-medium">{agent.name}</Line>
            {isMe ? <span className="text-faint">{t.actions.you}</span> : null}
          </span>
          <span className="flex items-center gap-1.5 text-small text-faint">
            <StateMark state={agent.state} words />
            {problem ? <span>· {problem}</span> : null}
          </span>
        </span>
        <LoadPips load={agent.load} capacity={agent.capacity} />
      </label>
    </li>
  )
}
