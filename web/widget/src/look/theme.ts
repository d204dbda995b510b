import type { Settings } from '../settings.ts'
import { contrast, mix, parseHex, READABLE, type Rgb, readable, toHex } from './colour.ts'

const WHITE: Rgb = [255, 255, 255]
const BLACK: Rgb = [0, 0, 0]
const INK: Rgb = [31, 29, 27]
const DARK_SURFACE: Rgb = [25, 24, 23]

/** The values the project's own accent gives to our tokens. */
export function accentTokens(accent: string, isDark: boolean): Record<string, string> {
  const fill = parseHex(accent)
  if (!fill) return {}
  const surface = isDark ? DARK_SURFACE : WHITE
  // White text unless it falls below 4.5:1; an accent too pale for it gets dark text, and a
  // middling one black: our ink is a little too light for that.
  const onFill = [WHITE, INK].find((text) => contrast(fill, text) >= READABLE) ?? BLACK
  const soft = mix(surface, fill, 0.1)
  const text = readable(fill, [surface, soft], isDark ? WHITE : BLACK)
  return {
    '--accent': toHex(fill),
    '--on-accent': toHex(onFill),
    '--accent-hover': toHex(mix(fill, onFill === WHITE ? BLACK : WHITE, 0.12)),
    '--accent-soft': toHex(soft),
    '--accent-text': toHex(text),
    '--focus': toHex(text),
  }
}

/** Dress the document; called again when the system changes between day and night. */
export function applyTheme({ theme, accentColor }: Settings['widget'], root: HTMLElement): void {
  const night = matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    const isDark = theme === 'dark' || (theme === 'auto' && night.matches)
    root.dataset['theme'] = isDark ? 'dark' : 'light'
    for (const [name, value] of Object.entries(accentTokens(accentColor, isDark))) {
      root.style.setProperty(name, value)
    }
  }
  dress()
  night.onchange = dress
}
