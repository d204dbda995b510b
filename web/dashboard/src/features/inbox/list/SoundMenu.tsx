import { BellRing, Ellipsis, Volume2, VolumeX } from 'lucide-react'
import { askForNotifications, chooseSound, useAlerts } from '../../../live/alerts'
import { IconButton } from '../../../ui/Button'
import { Menu, MenuItem } from '../../../ui/Menu'
import { showError, showToast } from '../../../ui/toasts'
import * as t from '../../../words/words'

/** How a new waiting chat makes itself noticed. Permission is asked for here, never on load. */
export function SoundMenu() {
  const { sound, notifications } = useAlerts()
  const ask = async () => {
    const answer = await askForNotifications()
    if (answer === 'granted') showToast(t.list.notificationsAre)
    else showError(t.list.yourBrowserBlocksNotifications)
  }
  return (
    <Menu
      align="end"
      trigger={
        <IconButton label={t.list.inboxOptions}>
          <Ellipsis size={16} />
        </IconButton>
      }
    >
      <MenuItem
        icon={sound ? <Volume2 size={15} /> : <VolumeX size={15} />}
        onSelect={() => chooseSound(!sound)}
      >
        {sound ? t.list.muteNewChats : t.list.unmuteNewChats}
      </MenuItem>
      {notifications === 'default' ? (
        <MenuItem icon={<BellRing size={15} />} onSelect={() => void ask()}>
          {t.list.allowDesktopNotifications}
        </MenuItem>
      ) : null}
    </Menu>
  )
}
