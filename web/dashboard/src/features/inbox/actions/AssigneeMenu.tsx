import type { Conversation } from '@frontdesk/protocol'
import { ArrowRightLeft, Ban, Ellipsis, Hand, Undo2, UserMinus, UserPlus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useLive } from '../../../live/LiveProvider'
import { useAction } from '../../../shared/useAction'
import { IconButton } from '../../../ui/Button'
import { Menu, MenuItem, MenuLine } from '../../../ui/Menu'
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
          <IconButton label="More actions">
            <Ellipsis size={16} />
          </IconButton>
        }
      >
        <HoldItems conversation={conversation} onAssign={onAssign} />
        <MenuItem icon={<Ban size={15} />} danger onSelect={() => setBlocking(true)}>
          Block visitor…
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
  const release = useAction(() => chats.release(id), 'Back in the queue.')
  const unassign = useAction(() => chats.unassign(id), 'Nobody has it now.')
  const takeOver = useAction(
    () => chats.reassign(id, { assigneeId: myId }),
    'You have the chat now.',
  )
  const claim = useAction(() => chats.claim(id))
  const items: (ReactNode | false)[] = [
    action.kind === 'assign' && (
      <Item key="claim" icon={Hand} run={() => claim.mutate()}>
        Take the chat
      </Item>
    ),
    action.kind === 'assign' && !action.onlyMe && (
      <Item key="assign" icon={UserPlus} keys="a" run={onAssign}>
        Assign…
      </Item>
    ),
    action.kind === 'reassign' && (
      <Item key="over" icon={Hand} run={() => takeOver.mutate()}>
        Take over
      </Item>
    ),
    (action.kind === 'hand-over' || action.kind === 'reassign') && (
      <Item key="give" icon={ArrowRightLeft} keys="a" run={onAssign}>
        {action.kind === 'reassign' ? 'Reassign…' : 'Hand over…'}
      </Item>
    ),
    action.kind === 'hand-over' && (
      <Item key="release" icon={Undo2} run={() => release.mutate()}>
        Give back to the queue
      </Item>
    ),
    isManager && assigneeId !== null && assigneeId !== myId && action.kind !== 'none' && (
      <Item key="unassign" icon={UserMinus} run={() => unassign.mutate()}>
        Unassign
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
