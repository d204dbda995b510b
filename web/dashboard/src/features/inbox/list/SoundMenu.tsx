import { BellRing, Ellipsis, Volume2, VolumeX } from 'lucide-react'
import { askForNotifications, chooseSound, useAlerts } from '../../../live/alerts'
import { IconButton } from '../../../ui/Button'
import { Menu, MenuItem } from '../../../ui/Menu'
import { showError, showToast } from '../../../ui/toasts'

/** How a new waiting chat makes itself noticed. Permission is asked for here, never on load. */
export function SoundMenu() {
  const { sound, notifications } = useAlerts()
  const ask = async () => {
    const answer = await askForNotifications()
    if (answer === 'granted') showToast('Notifications are on for this browser.')
    else showError('Your browser blocks notifications for this site. Its settings can allow them.')
  }
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label="Inbox options">
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuItem
        icon={sound ? <Volume2 size={15} /> : <VolumeX size={15} />}
        onSelect={() => chooseSound(!sound)}
      >
        {sound ? 'Mute new chats' : 'Unmute new chats'}
      </MenuItem>
      {notifications === 'default' ? (
        <MenuItem icon={<BellRing size={15} />} onSelect={() => void ask()}>
          Allow desktop notifications…
        </MenuItem>
      ) : null}
    </Menu>
  )
}
