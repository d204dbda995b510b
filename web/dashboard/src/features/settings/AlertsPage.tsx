import { askForNotifications, chooseSound, playChime, useAlerts } from '../../live/alerts'
import { Part, Sheet } from '../../shared/PageBody'
import { Button } from '../../ui/Button'
import { Field, Select } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import { type Contrast, setAppearance, type Theme, useAppearance } from '../../ui/theme'
import { showError } from '../../ui/toasts'
import * as t from '../../words/words'

export function AlertsPage() {
  return (
    <Sheet title={t.settings.alertsAndAppearance} lead={t.settings.keptInThisBrowser}>
      <Part title={t.settings.whenANewChat}>
        <Sound />
        <Notifications />
      </Part>
      <Part title={t.settings.look}>
        <Look />
      </Part>
    </Sheet>
  )
}

function Sound() {
  const { sound } = useAlerts()
  return (
    <div className="grid gap-3">
      <Switch label={t.settings.playASound} checked={sound} onChange={chooseSound} />
      <div>
        <Button onClick={playChime}>{t.settings.hearIt}</Button>
      </div>
    </div>
  )
}

const NOTIFICATION_WORDS = {
  granted: t.settings.desktopNotifications,
  default: t.settings.desktopNotificationsTellYouEven,
  denied: t.settings.yourBrowserBlocksNotifications,
  unsupported: t.settings.thisBrowserShowsNoNotifications,
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
        <Button onClick={() => void ask()}>{t.settings.allowDesktopNotifications}</Button>
      ) : null}
    </div>
  )
}

function Look() {
  const appearance = useAppearance()
  return (
    <div className="grid max-w-sm gap-4">
      <Field label={t.settings.theme}>
        {(control) => (
          <Select
            {...control}
            value={appearance.theme}
            onChange={(event) => setAppearance({ theme: event.target.value as Theme })}
          >
            <option value="system">{t.settings.asTheSystem}</option>
            <option value="light">{t.settings.light}</option>
            <option value="dark">{t.settings.dark}</option>
          </Select>
        )}
      </Field>
      <Field label={t.settings.contrast}>
        {(control) => (
          <Select
            {...control}
            value={appearance.contrast}
            onChange={(event) => setAppearance({ contrast: event.target.value as Contrast })}
          >
            <option value="system">{t.settings.asTheSystem}</option>
            <option value="normal">{t.settings.normal}</option>
            <option value="more">{t.settings.high}</option>
          </Select>
        )}
      </Field>
    </div>
  )
}
