// Pure black: with anything lighter some middle greys could carry neither text.
const DARK_TEXT = '#000000'
const WHITE = '#ffffff'
const READABLE = 4.5

/** White text where it can be read on this colour, dark text where it can't. */
export function readableOn(colour: string): string {
  return contrast(colour, WHITE) >= READABLE ? WHITE : DARK_TEXT
}

/** WCAG 2 contrast between two #rrggbb colours. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(colour.slice(at, at + 2), 16) / 255),
  )
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0)
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
}
