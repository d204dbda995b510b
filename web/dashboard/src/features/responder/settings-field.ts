import type { EditedSettings } from './providers'

export type SettingsFieldProps = {
  current: EditedSettings
  edit: (change: Partial<EditedSettings>) => void
  wrong: Record<string, string>
}
