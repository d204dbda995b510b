// Shapes from lucide (ISC), drawn here so that the panel carries only those it needs.
const SHAPES = {
  close: ['M18 6 6 18', 'm6 6 12 12'],
  send: ['M12 19V5', 'm5 12 7-7 7 7'],
  clock: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18', 'M12 7v5l3 2'],
  check: ['M20 6 9 17l-5-5'],
  checks: ['M18 6 7 17l-5-5', 'm22 10-7.5 7.5L13 16'],
  problem: ['M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18', 'M12 8v4', 'M12 16h.01'],
  down: ['M12 5v14', 'm19 12-7 7-7-7'],
  sound: ['M11 5 6 9H2v6h4l5 4z', 'M15.5 8.5a5 5 0 0 1 0 7', 'M19 5a10 10 0 0 1 0 14'],
  muted: ['M11 5 6 9H2v6h4l5 4z', 'm22 9-6 6', 'm16 9 6 6'],
  bot: [
    'M12 8V4H8',
    'M6 8h12a2 2 0 0 1 2 2v8a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2v-8a2 2 0 0 1 2-2',
    'M2 14h2',
    'M20 14h2',
    'M15 13v2',
    'M9 13v2',
  ],
  botOff: [
    'M13.7 8H18a2 2 0 0 1 2 2v4.3',
    'M2 14h2',
    'M20 14h2',
    'M22 22 2 2',
    'M8 8H6a2 2 0 0 0-2 2v8a2 2 0 0 0 2 2h12a2 2 0 0 0 1.4-.6',
    'M9 13v2',
    'M9.7 4H12v2.3',
  ],
  person: ['M12 3a4 4 0 1 0 0 8 4 4 0 0 0 0-8', 'M5 21v-2a4 4 0 0 1 4-4h6a4 4 0 0 1 4 4v2'],
  offline: [
    'M2 2l20 20',
    'M8.5 16.4a5 5 0 0 1 7 0',
    'M5 12.9a10 10 0 0 1 5.2-2.8',
    'M2 8.8a15 15 0 0 1 4.2-2.6',
    'M10.7 5a15 15 0 0 1 11.3 3.8',
    'M16.9 11.2a10 10 0 0 1 2.2 1.7',
    'M12 20h.01',
  ],
}

export type IconName = keyof typeof SHAPES

export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {SHAPES[name].map((path) => (
        <path key={path} d={path} />
      ))}
    </svg>
  )
}
