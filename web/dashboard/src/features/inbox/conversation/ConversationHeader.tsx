import type { Conversation } from '@frontdesk/protocol'
import { Link } from '@tanstack/react-router'
import { ArrowLeft, PanelRight } from 'lucide-react'
import { useMe } from '../../../api/session'
import { useLive } from '../../../live/LiveProvider'
import { toggleDetails } from '../../../live/layout'
import { useNameOf } from '../../../live/members'
import { useOthersLooking } from '../../../live/presence'
import { TakeButton } from '../../../shared/TakeButton'
import { IconButton } from '../../../ui/Button'
import { PresenceDot } from '../../../ui/PresenceDot'
import { visitorName } from '../../../words/visitor'
import * as t from '../../../words/words'
import { AssigneeMenu } from '../actions/AssigneeMenu'
import { StatusMenu } from '../actions/StatusMenu'
import { OthersLooking } from './OthersLooking'
import { TurnLine } from './TurnLine'

type HeaderProps = { conversation: Conversation; onAssign: () => void }

export function ConversationHeader({ conversation, onAssign }: HeaderProps) {
  const live = useLive()
  const me = useMe()
  const others = useOthersLooking(conversation.id, me.id)
  const nameOf = useNameOf(live.projectId)
  const online = conversation.visitor.isOnline === true
  return (
    <header className="flex min-h-13 items-center gap-2 border-b border-line ps-4 pe-2 max-md:gap-1 max-md:ps-1 max-md:pe-1">
      <Link
        to="/projects/$projectId/inbox"
        params={{ projectId: String(live.projectId) }}
        search={(kept) => kept}
        aria-label={t.conversation.backToTheList}
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
            {online ? t.ui.online : t.ui.offline}
          </span>
        </h2>
        <TurnLine conversation={conversation} nameOf={nameOf} />
        <OthersLooking viewers={others} />
      </div>
      {conversation.chatState === 'waiting_assignment' ? (
        <span className="max-md:hidden">
          <TakeButton conversation={conversation} />
        </span>
      ) : null}
      <StatusMenu conversation={conversation} />
      <AssigneeMenu conversation={conversation} onAssign={onAssign} />
      <IconButton label={t.conversation.visitorDetails} keys="d" onClick={toggleDetails}>
        <PanelRight size={16} className="rtl:-scale-x-100" />
      </IconButton>
    </header>
  )
}
