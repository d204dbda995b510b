import { askForNotifications, chooseSound, playChime, useAlerts } from '../../live/alerts'
import { Part, Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import { Field, Select } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import { type Contrast, setAppearance, type Theme, useAppearance } from '../../ui/theme'
import { showError } from '../../ui/toasts'

export function AlertsPage() {
  return (
    <Sheet title="Alerts and look" lead="Kept in this browser only.">
      <Part title="When a new chat is waiting">
        <Sound />
        <Notifications />
      </Part>
      <Part title="Look">
        <Look />
      </Part>
    </Sheet>
  )
}

function Sound() {
  const { sound } = useAlerts()
  return (
    <div className="grid gap-3">
      <Switch label="Play a sound" checked={sound} onChange={chooseSound} />
      <div>
        <Button onClick={playChime}>Hear it</Button>
      </div>
    </div>
  )
}

const NOTIFICATION_WORDS = {
  granted: 'Desktop notifications are on.',
  default: 'Desktop notifications tell you even when this tab is in the background.',
  denied: 'Your browser blocks notifications for this site. Its settings can allow them.',
  unsupported: 'This browser shows no notifications for pages like this one.',
}

function Notifications() {
  const { notifications } = useAlerts()
  const ask = async () => {
    if ((await askForNotifications()) === 'denied') showError(NOTIFICATION_WORDS.denied)
  }
  return (
    <div className="grid justify-items-start gap-2">
      <p className="text-soft">{NOTIFICATION_WORDS[notifications]}</p>
      {notifications === 'default' ? (
        <Button onClick={() => void ask()}>Allow desktop notifications</Button>
      ) : null}
    </div>
  )
}

function Look() {
  const appearance = useAppearance()
  return (
    <div className="grid max-w-sm gap-4">
      <Field label="Theme">
        {(control) => (
          <Select
            {...control}
            value={appearance.theme}
            onChange={(event) => setAppearance({ theme: event.target.value as Theme })}
          >
            <option value="system">As the system</option>
            <option value="light">Light</option>
            <option value="dark">Dark</option>
          </Select>
        )}
      </Field>
      <Field label="Contrast">
        {(control) => (
          <Select
            {...control}
            value={appearance.contrast}
            onChange={(event) => setAppearance({ contrast: event.target.value as Contrast })}
          >
            <option value="system">As the system</option>
            <option value="normal">Normal</option>
            <option value="more">High</option>
          </Select>
        )}
      </Field>
    </div>
  )
}
