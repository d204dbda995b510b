import type { Conversation } from '@frontdesk/protocol'
import { ArrowRightLeft, Ban, Ellipsis, Hand, Undo2, UserMinus, UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useLive } from '../../../live/LiveProvider'
import { useAction } from '../../../shared/useAction'
import { IconButton } from '../../../ui/Button'
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu'
import * as t from '../../../words/words'
import { BlockDialog } from './BlockDialog'
import { useAssignAction } from './useAssignAction'

type HoldMenuProps = { conversation: Conversation; onAssign: () => void }

/** What else one may do with a chat; only what the server would allow is offered. */
export function AssigneeMenu({ conversation, onAssign }: HoldMenuProps) {
  const [blocking, setBlocking] = useState(false)
  return (
    <>
      <Menu
        align="end"
        trigger={
          <IconButton label={t.actions.moreActions}>
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <HoldItems conversation={conversation} onAssign={onAssign} />
        <MenuItem icon={<Ban size={15} />} danger onSelect={() => setBlocking(true)}>
          {t.actions.blockVisitorDots}
        </MenuItem>
      </Menu>
      <BlockDialog conversation={conversation} open={blocking} onOpenChange={setBlocking} />
    </>
  )
}

function HoldItems({ conversation, onAssign }: HoldMenuProps) {
  const { chats } = useLive()
  const { action, myId, isManager } = useAssignAction(conversation)
  const { id, assigneeId } = conversation
  const release = useAction(() => chats.release(id), t.actions.backInTheQueue)
  const unassign = useAction(() => chats.unassign(id), t.actions.itIsUnassignedNow)
  const takeOver = useAction(
    () => chats.reassign(id, { assigneeId: myId }),
    t.actions.youHaveTheChatNow,
  )
  const claim = useAction(() => chats.claim(id))
  const items: (ReactNode | false)[] = [
    action.kind === 'assign' && (
      <Item key="claim" icon={Hand} run={() => claim.mutate()}>
        {t.actions.takeTheChat}
      </Item>
    ),
    action.kind === 'assign' && !action.onlyMe && (
      <Item key="assign" icon={UserPlus} keys="a" run={onAssign}>
        {t.actions.assignDots}
      </Item>
    ),
    action.kind === 'reassign' && (
      <Item key="over" icon={Hand} run={() => takeOver.mutate()}>
        {t.actions.takeOver}
      </Item>
    ),
    (action.kind === 'hand-over' || action.kind === 'reassign') && (
      <Item key="give" icon={ArrowRightLeft} keys="a" run={onAssign}>
        {action.kind === 'reassign' ? t.actions.reassignDots : t.actions.handOverDots}
      </Item>
    ),
    action.kind === 'hand-over' && (
      <Item key="release" icon={Undo2} run={() => release.mutate()}>
        {t.actions.giveBackToTheQueue}
      </Item>
    ),
    isManager && assigneeId !== null && assigneeId !== myId && action.kind !== 'none' && (
      <Item key="unassign" icon={UserMinus} run={() => unassign.mutate()}>
        {t.actions.unassign}
      </Item>
    ),
  ].filter(Boolean)
  if (items.length === 0) return null
  return (
    <>
      {items}
      <MenuLine />
    </>
  )
}

type ActionProps = { icon: typeof Hand; keys?: string; run: () => void; children: ReactNode }

function Item({ icon: Icon, keys, run, children }: ActionProps) {
  return (
    <MenuItem icon={<Icon size={15} />} onSelect={run} {...(keys ? { keys } : {})}>
      {children}
    </MenuItem>
  )
}
