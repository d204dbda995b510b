import type { Conversation, ConversationStatus } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Ban, CheckCircle2, ChevronDown, CircleDot, Hourglass } from 'lucide-react'
import { projectsQuery } from '../../../api/queries'
import { STATUS_WORDS } from '../../../live/inbox-filter'
import { useLive } from '../../../live/LiveProvider'
import { Button } from '../../../ui/Button'
import { Menu, MenuChoices } from '../../../ui/Menu'
import { isAnswerUnseen, solvedNote } from '../../../words/solving'
import * as t from '../../../words/words'
import { useChangeStatus } from './useChangeStatus'

type Choice = {
  value: ConversationStatus
  words: string
  note: string
  icon: React.ReactNode
}

const choices = (solved: string): readonly Choice[] => [
  {
    value: 'open',
    words: t.actions.open,
    note: t.actions.someoneHereNeedsToAnswer,
    icon: <CircleDot size={15} />,
  },
  {
    value: 'pending',
    words: t.actions.pending,
    note: t.actions.waitingForTheVisitor,
    icon: <Hourglass size={15} />,
  },
  {
    value: 'solved',
    words: t.actions.solved,
    note: solved,
    icon: <CheckCircle2 size={15} />,
  },
  { value: 'spam', words: t.actions.spam, note: t.actions.hiddenAnd, icon: <Ban size={15} /> },
]

export function StatusMenu({ conversation }: { conversation: Conversation }) {
  const change = useChangeStatus(conversation)
  const live = useLive()
  const { data: projects = [] } = useQuery(projectsQuery)
  const project = projects.find(({ id }) => id === live.projectId)
  const isUnseen = isAnswerUnseen(conversation)
  const open = conversation.status === 'open' || conversation.status === 'pending'
  return (
    <div className="flex shrink-0 items-center">
      {open ? (
        <Button
          variant="quiet"
          className="rounded-e-none border-e-0 max-md:hidden"
          title={isUnseen ? t.actions.notSeenYet : undefined}
          onClick={() => void change('solved')}
        >
          <CheckCircle2 size={14} className="text-done" aria-hidden="true" /> {t.actions.solve}
        </Button>
      ) : null}
      <Menu
        align="end"
        trigger={
          <Button
            variant="quiet"
            className={open ? 'px-2 max-md:px-2.5 md:rounded-s-none' : 'px-2 max-md:px-2.5'}
            aria-label={t.actions.statusIs(STATUS_WORDS[conversation.status])}
          >
            <span className={open ? 'md:hidden' : ''}>{STATUS_WORDS[conversation.status]}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
      >
        <MenuChoices
          label={t.actions.status}
          value={conversation.status}
          onChange={(status) => void change(status)}
          choices={choices(isUnseen ? t.actions.notSeenYet : solvedNote(project))}
        />
      </Menu>
    </div>
  )
}
