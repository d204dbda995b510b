import { useNavigate } from '@tanstack/react-router'
import { Keyboard, KeyRound, LogOut, UserRound } from 'lucide-react'
import { useMe } from '../api/session'
import { useMyChoice, useMyState } from '../live/availability-now'
import { signOut } from '../shared/sign-out'
import { Avatar } from '../ui/Avatar'
import { Line } from '../ui/Line'
import { Menu, MenuChoices, MenuItem, MenuLabel, MenuLine } from '../ui/Menu'
import { StateMark } from '../ui/StateMark'
import { AVAILABILITY_WORDS } from '../words/availability'
import { RAIL_BUTTON } from './rail-button'

const CHOICES = [
  {
    value: 'available',
    words: 'Available',
    note: 'The queue may give you chats',
    icon: <StateMark state="available" />,
  },
  {
    value: 'away',
    words: 'Away',
    note: 'Yours stay with you; no new ones come',
    icon: <StateMark state="away" />,
  },
] as const

type AccountMenuProps = { projectId: number; onShortcuts: () => void }

export function AccountMenu({ projectId, onShortcuts }: AccountMenuProps) {
  const me = useMe()
  const navigate = useNavigate()
  const [chosen, choose] = useMyChoice()
  const state = useMyState(me.id)
  const params = { projectId: String(projectId) }
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={`You: ${me.name}, ${AVAILABILITY_WORDS[state].toLowerCase()}`}
          title={`${me.name} · ${AVAILABILITY_WORDS[state]}`}
          className={RAIL_BUTTON}
        >
          <Avatar name={me.name} seed={me.id} />
          <StateMark
            state={state}
            className="absolute end-0.5 bottom-0.5 rounded-full bg-sunken p-0.5"
          />
        </button>
      }
    >
      <MenuLabel>
        <Line className="text-body text-ink">{me.name}</Line>
        {me.email}
      </MenuLabel>
      <MenuLine />
      <MenuChoices label="New chats" value={chosen} onChange={choose} choices={CHOICES} />
      <MenuLine />
      <MenuItem
        icon={<UserRound size={15} />}
        onSelect={() => void navigate({ to: '/projects/$projectId/settings/profile', params })}
      >
        Your profile
      </MenuItem>
      <MenuItem
        icon={<KeyRound size={15} />}
        onSelect={() => void navigate({ to: '/projects/$projectId/settings/security', params })}
      >
        Password and sessions
      </MenuItem>
      <MenuItem icon={<Keyboard size={15} />} keys="?" onSelect={onShortcuts}>
        Keyboard shortcuts
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<LogOut size={15} />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
