type QrCodeProps = { rows: readonly string[]; label: string }

/** Dark on light in both appearances: scanners want it so. The border is part of the code. */
export function QrCode({ rows, label }: QrCodeProps) {
  const size = rows.length + 8
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      className="size-44 rounded-md"
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#fff" />
      <path d={pathOf(rows)} fill="#000" />
    </svg>
  )
}

function pathOf(rows: readonly string[]): string {
  return rows
    .flatMap((row, y) => [...row].map((dark, x) => (dark === '1' ? square(x + 4, y + 4) : '')))
    .join('')
}

function square(x: number, y: number): string {
  return `M${x} ${y}h1v1h-1z`
}
