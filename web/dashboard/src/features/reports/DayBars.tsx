import { dayWords } from './day-words'
import type { Bar, Measure } from './measures'

type DayBarsProps = { bars: readonly Bar[]; highest: number; measure: Measure; label: string }

const HEIGHT = 56
const SLOT = 12
const GAP = 3

/** One agent's days as bars; the numbers themselves stand in the table below. */
export function DayBars({ bars, highest, measure, label }: DayBarsProps) {
  return (
    <svg
      viewBox={`0 0 ${bars.length * SLOT} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className="h-14 w-full"
    >
      {bars.map(({ day, value }, place) => (
        <g key={day}>
          <title>{`${dayWords(day)}: ${measure.say(value)}`}</title>
          {/* The whole column answers to the pointer, also above a low bar. */}
          <rect x={place * SLOT} y={0} width={SLOT} height={HEIGHT} className="fill-transparent" />
          <rect
            x={place * SLOT + GAP / 2}
            width={SLOT - GAP}
            y={HEIGHT - barHeight(value, highest)}
            height={barHeight(value, highest)}
            className={value ? 'fill-accent' : 'fill-line'}
          />
        </g>
      ))}
    </svg>
  )
}

/** A day with anything at all is seen; a day with nothing is a hairline. */
export function barHeight(value: number | null, highest: number): number {
  if (!value) return 1
  return Math.max(3, Math.round((value / highest) * HEIGHT))
}
