import { Contrast, Monitor, Moon, Sun } from 'lucide-react'
import { Menu, MenuChoices, MenuLine } from '../ui/Menu'
import { setAppearance, useAppearance } from '../ui/theme'
import * as t from '../words/words'
import { RAIL_BUTTON } from './rail-button'

const THEMES = [
  { value: 'system', words: t.shell.asTheSystem, icon: <Monitor size={15} /> },
  { value: 'light', words: t.shell.light, icon: <Sun size={15} /> },
  { value: 'dark', words: t.shell.dark, icon: <Moon size={15} /> },
] as const

const CONTRASTS = [
  { value: 'system', words: t.shell.asTheSystem, icon: <Monitor size={15} /> },
  { value: 'normal', words: t.shell.normalContrast, icon: <Sun size={15} /> },
  { value: 'more', words: t.shell.highContrast, icon: <Contrast size={15} /> },
] as const

export function AppearanceMenu() {
  const appearance = useAppearance()
  return (
    <Menu
      side="right"
      align="end"
      trigger={
        <button
          type="button"
          aria-label={t.shell.appearance}
          title={t.shell.appearance}
          className={RAIL_BUTTON}
        >
          <Contrast size={18} />
        </button>
      }
    >
      <MenuChoices
        label={t.shell.theme}
        value={appearance.theme}
        onChange={(theme) => setAppearance({ theme })}
        choices={THEMES}
      />
      <MenuLine />
      <MenuChoices
        label={t.shell.contrast}
        value={appearance.contrast}
        onChange={(contrast) => setAppearance({ contrast })}
        choices={CONTRASTS}
      />
    </Menu>
  )
}
