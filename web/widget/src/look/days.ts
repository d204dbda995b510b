import type { Bubble } from '@frontdesk/client'

/** One line of the history as it is drawn. */
export type Line =
  | { kind: 'day'; key: string; date: Date }
  | { kind: 'bubble'; key: string; bubble: Bubble; isFirst: boolean; isLast: boolean }

const GROUP_MS = 120_000

/** Bubbles with a line before each new day, grouped when one person wrote within two minutes. */
export function linesOf(bubbles: readonly Bubble[]): Line[] {
  const lines: Line[] = []
  for (const [index, bubble] of bubbles.entries()) {
    const before = bubbles[index - 1]
    const after = bubbles[index + 1]
    if (!before || !isSameDay(before, bubble)) {
      lines.push({ kind: 'day', key: `day-${bubble.key}`, date: new Date(bubble.createdAt) })
    }
    lines.push({
      kind: 'bubble',
      key: bubble.key,
      bubble,
      isFirst: !before || !isTogether(before, bubble),
      isLast: !after || !isTogether(bubble, after),
    })
  }
  return lines
}

function isTogether(one: Bubble, next: Bubble): boolean {
  const gap = Date.parse(next.createdAt) - Date.parse(one.createdAt)
  return authorOf(one) === authorOf(next) && gap < GROUP_MS && isSameDay(one, next)
}

function authorOf({ isMine, message }: Bubble): string {
  if (isMine) return 'me'
  return `${message?.contentType === 'event'} ${message?.sender.type} ${message?.sender.id}`
}

function isSameDay(one: Bubble, other: Bubble): boolean {
  return new Date(one.createdAt).toDateString() === new Date(other.createdAt).toDateString()
}
