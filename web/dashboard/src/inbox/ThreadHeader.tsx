import type { Conversation, ConversationStatus } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import {
  ArrowLeft,
  Ban,
  CheckCircle2,
  ChevronDown,
  CircleDot,
  Hourglass,
  PanelRight,
} from 'lucide-react'
import { useLive } from '../live/LiveProvider'
import { toggleDetails } from '../live/layout'
import { useNameOf } from '../live/members'
import { Button, IconButton } from '../ui/Button'
import { Menu, MenuChoices } from '../ui/Menu'
import { PresenceDot } from '../ui/PresenceDot'
import { visitorName } from '../words/visitor'
import { STATUS_WORDS } from './filter'
import { TurnLine } from './TurnLine'
import { useChangeStatus } from './useChangeStatus'

export function ThreadHeader({ conversation }: { conversation: Conversation }) {
  const live = useLive()
  const nameOf = useNameOf(live.projectId)
  const online = conversation.visitor.isOnline === true
  return (
    <header className="flex min-h-13 items-center gap-2 border-b border-line ps-4 pe-2 max-md:ps-1">
      <Link
        to="/projects/$projectId/inbox"
        params={{ projectId: String(live.projectId) }}
        search={(kept) => kept}
        aria-label="Back to the list"
        className="grid size-11 shrink-0 place-items-center rounded-md text-soft hover:bg-hover md:hidden"
      >
        <ArrowLeft size={18} className="rtl:-scale-x-100" />
      </Link>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-3 py-1.5">
        <h2 className="flex min-w-0 max-w-full items-center gap-2 text-message font-semibold">
          <span dir="auto" className="truncate">
            {visitorName(conversation.visitor)}
          </span>
          <PresenceDot online={online} />
          <span aria-hidden="true" className="text-small font-normal text-soft max-md:sr-only">
            {online ? 'online' : 'offline'}
          </span>
        </h2>
        <TurnLine conversation={conversation} nameOf={nameOf} />
      </div>
      <StatusMenu conversation={conversation} />
      <IconButton label="Visitor details" keys="d" onClick={toggleDetails}>
        <PanelRight size={16} className="rtl:-scale-x-100" />
      </IconButton>
    </header>
  )
}

const CHOICES: readonly {
  value: ConversationStatus
  words: string
  note: string
  icon: React.ReactNode
}[] = [
  {
    value: 'open',
    words: 'Open',
    note: 'Somebody here has to answer',
    icon: <CircleDot size={15} />,
  },
  {
    value: 'pending',
    words: 'Pending',
    note: 'Waiting for the visitor',
    icon: <Hourglass size={15} />,
  },
  {
    value: 'solved',
    words: 'Solved',
    note: 'Done; a reply opens it again',
    icon: <CheckCircle2 size={15} />,
  },
  { value: 'spam', words: 'Spam', note: 'Hidden, and so is what follows', icon: <Ban size={15} /> },
]

function StatusMenu({ conversation }: { conversation: Conversation }) {
  const change = useChangeStatus(conversation)
  const open = conversation.status === 'open' || conversation.status === 'pending'
  return (
    <div className="flex shrink-0 items-center">
      {open ? (
        <Button
          look="quiet"
          className="rounded-e-none border-e-0 max-md:hidden"
          onClick={() => void change('solved')}
        >
          <CheckCircle2 size={14} className="text-done" aria-hidden="true" /> Solve
        </Button>
      ) : null}
      <Menu
        align="end"
        trigger={
          <Button
            look="quiet"
            className={open ? 'px-2 md:rounded-s-none' : 'px-2'}
            aria-label={`Status: ${STATUS_WORDS[conversation.status]}`}
          >
            <span className={open ? 'md:hidden' : ''}>{STATUS_WORDS[conversation.status]}</span>
            <ChevronDown size={14} aria-hidden="true" />
          </Button>
        }
      >
        <MenuChoices
          label="Status"
          value={conversation.status}
          onChange={(status) => void change(status)}
          choices={CHOICES}
        />
      </Menu>
    </div>
  )
}
