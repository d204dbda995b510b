import { useNavigate } from '@tanstack/react-router'
import { Keyboard, KeyRound, LogOut, UserRound } from 'lucide-react'
import { useMe } from '../api/session'
import { signOut } from '../api/sign-out'
import { Avatar } from '../ui/Avatar'
import { Line } from '../ui/Line'
import { Menu, MenuItem, MenuLabel, MenuLine } from '../ui/Menu'
import { SPOT } from './Rail'

type AccountMenuProps = { projectId: number; onShortcuts: () => void }

export function AccountMenu({ projectId, onShortcuts }: AccountMenuProps) {
  const me = useMe()
  const navigate = useNavigate()
  const params = { projectId: String(projectId) }
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button type="button" aria-label={`You: ${me.name}`} title={me.name} className={SPOT}>
          <Avatar name={me.name} seed={me.id} />
        </button>
      }
    >
      <MenuLabel>
        <Line className="text-body text-ink">{me.name}</Line>
        {me.email}
      </MenuLabel>
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
