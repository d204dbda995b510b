import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { Menu, MenuChoices, MenuLine } from '../ui/Menu'
import { setAppearance, useAppearance } from '../ui/theme'
import { RAIL_BUTTON } from './rail-button'

const THEMES = [
  { value: 'system', words: 'As the system', icon: <Monitor size={15} /> },
  { value: 'light', words: 'Light', icon: <Sun size={15} /> },
  { value: 'dark', words: 'Dark', icon: <Moon size={15} /> },
] as const

const CONTRASTS = [
  { value: 'system', words: 'As the system', icon: <Monitor size={15} /> },
  { value: 'normal', words: 'Normal contrast', icon: <Sun size={15} /> },
  { value: 'more', words: 'High contrast', icon: <Contrast size={15} /> },
] as const

export function AppearanceMenu() {
  const appearance = useAppearance()
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button type="button" aria-label="Appearance" title="Appearance" className={RAIL_BUTTON}>
          <Contrast size={18} />
        </button>
      }
    >
      <MenuChoices
        label="Theme"
        value={appearance.theme}
        onChange={(theme) => setAppearance({ theme })}
        choices={THEMES}
      />
      <MenuLine />
      <MenuChoices
        label="Contrast"
        value={appearance.contrast}
        onChange={(contrast) => setAppearance({ contrast })}
        choices={CONTRASTS}
      />
    </Menu>
  )
}
