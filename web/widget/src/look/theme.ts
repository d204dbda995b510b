import type { Settings } from '../settings.ts'
import {
  contrast,
  luminance,
  mix,
  parseHex,
  READABLE,
  type Rgb,
  readable,
  toHex,
} from './colour.ts'

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

/** Red, green, blue and opacity of whatever a style sheet may call a colour. */
export type Paint = (colour: string) => [number, number, number, number]

/**
 * Whether the page around us is light or dark, by what it paints; null: it leaves that to the
 * system, as we do. A site that knows no night must not get a dark chat from a dark desktop.
 */
export function shadeOf(backdrop: readonly string[], paint: Paint): 'light' | 'dark' | null {
  const [body = '', root = '', schemes = ''] = backdrop
  for (const colour of [body, root]) {
    const [red, green, blue, opacity] = colour ? paint(colour) : [0, 0, 0, 0]
    if (opacity > 127) return luminance([red, green, blue]) > 0.4 ? 'light' : 'dark'
  }
  if (schemes.includes('dark')) return schemes.includes('light') ? null : 'dark'
  return schemes ? 'light' : null
}

export const paintOnCanvas: Paint = (colour) => {
  const canvas = document.createElement('canvas').getContext('2d')
  if (!canvas) return [0, 0, 0, 0]
  canvas.fillStyle = '#0000'
  canvas.fillStyle = colour
  canvas.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0, opacity = 0] = canvas.getImageData(0, 0, 1, 1).data
  return [red, green, blue, opacity]
}

/** Dress the document; called again when the system changes between day and night. */
export function applyTheme(
  { theme, accentColor }: Settings['widget'],
  shade: 'light' | 'dark' | null,
  root: HTMLElement,
): void {
  const night = matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    const isDark =
      (theme === 'auto' ? (shade ?? (night.matches ? 'dark' : 'light')) : theme) === 'dark'
    root.dataset['theme'] = isDark ? 'dark' : 'light'
    for (const [name, value] of Object.entries(accentTokens(accentColor, isDark))) {
      root.style.setProperty(name, value)
    }
  }
  dress()
  night.onchange = dress
}
