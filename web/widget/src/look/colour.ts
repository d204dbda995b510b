/** Colours as WCAG sees them. */
export type Rgb = readonly [red: number, green: number, blue: number]

/** WCAG 2.2 AA for text. */
export const READABLE = 4.5

export function parseHex(hex: string): Rgb | null {
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return null
  const part = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16)
  return [part(1), part(3), part(5)]
}

export function toHex(colour: Rgb): string {
  return `#${colour.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`
}

export function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

export function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const blend = (a: number, b: number) => a + (b - a) * share
  return [blend(from[0], to[0]), blend(from[1], to[1]), blend(from[2], to[2])]
}

/** Move a colour towards `pole` until it can be read on every one of the grounds. */
export function readable(colour: Rgb, grounds: readonly Rgb[], pole: Rgb): Rgb {
  for (let share = 0; share < 1; share += 0.05) {
    const candidate = mix(colour, pole, share)
    if (grounds.every((ground) => contrast(candidate, ground) >= READABLE)) return candidate
  }
  return pole
}

function linear(part: number): number {
  const share = part / 255
  return share > 0.04045 ? ((share + 0.055) / 1.055) ** 2.4 : share / 12.92
}
