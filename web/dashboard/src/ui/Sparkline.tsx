import * as t from '../words/words'

type SparklineProps = { values: readonly number[]; label: string; className?: string }

const WIDTH = 160
const HEIGHT = 36
const PAD = 2

/** The last hour at a glance; the words say from what to what. */
export function Sparkline({ values, label, className }: SparklineProps) {
  if (values.length < 2) {
    return <p className="text-small text-faint">{t.ui.theLastHourAppearsHere}</p>
  }
  const line = sparkPath(values)
  return (
    <svg
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
      className={className ?? 'h-9 w-full'}
    >
      <path d={`${line} V${HEIGHT} H0 Z`} className="fill-current opacity-12" />
      <path
        d={line}
        className="fill-none stroke-current"
        strokeWidth={1.5}
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
      />
    </svg>
  )
}

/** From the left edge to the right one, zero at the foot. */
export function sparkPath(values: readonly number[]): string {
  const highest = Math.max(1, ...values)
  const step = WIDTH / Math.max(1, values.length - 1)
  const y = (value: number) => HEIGHT - PAD - (value / highest) * (HEIGHT - 2 * PAD)
  return values
    .map((value, place) => `${place === 0 ? 'M' : 'L'}${round(place * step)} ${round(y(value))}`)
    .join(' ')
}

function round(number: number): number {
  return Math.round(number * 10) / 10
}
