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
import * as t from '../words/words'
import { RAIL_BUTTON } from './rail-button'

const CHOICES = [
  {
    value: 'available',
    words: t.shell.available,
    note: t.shell.theQueueCanAssign,
    icon: <StateMark state="available" />,
  },
  {
    value: 'away',
    words: t.shell.away,
    note: t.shell.yoursStay,
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
          aria-label={t.shell.you(me.name, AVAILABILITY_WORDS[state].toLowerCase())}
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
      <MenuChoices label={t.shell.newChats} value={chosen} onChange={choose} choices={CHOICES} />
      <MenuLine />
      <MenuItem
        icon={<UserRound size={15} />}
        onSelect={() => void navigate({ to: '/projects/$projectId/settings/profile', params })}
      >
        {t.shell.yourProfile}
      </MenuItem>
      <MenuItem
        icon={<KeyRound size={15} />}
        onSelect={() => void navigate({ to: '/projects/$projectId/settings/security', params })}
      >
        {t.shell.passwordAndSessions}
      </MenuItem>
      <MenuItem icon={<Keyboard size={15} />} keys="?" onSelect={onShortcuts}>
        {t.shell.keyboardShortcuts}
      </MenuItem>
      <MenuLine />
      <MenuItem icon={<LogOut size={15} />} onSelect={() => void signOut()}>
        {t.shell.signOut}
      </MenuItem>
    </Menu>
  )
}
