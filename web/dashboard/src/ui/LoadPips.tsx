import * as t from '../words/words'
import { classes } from './classes'

type LoadPipsProps = { load: number; capacity: number }

const MOST_PIPS = 12

/** How many chats wait for an agent's answer, of how many one takes. */
export function LoadPips({ load, capacity }: LoadPipsProps) {
  const words = t.ui.loadOfCapacity(load, capacity)
  const over = load > capacity
  return (
    <span className="inline-flex items-center gap-2">
      {capacity <= MOST_PIPS ? (
        <span aria-hidden="true" className="flex gap-1">
          {Array.from({ length: Math.max(capacity, Math.min(load, MOST_PIPS)) }, (_, place) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: pips are all alike and never move.
              key={place}
              className={classes('size-2 rounded-full border', pipLook(place, load, capacity))}
            />
          ))}
        </span>
      ) : null}
      <span className={classes('text-small nums', over ? 'text-waiting' : 'text-soft')}>
        {words}
        <span className="sr-only"> {t.ui.chatsWaitForTheirAnswer}</span>
      </span>
    </span>
  )
}

function pipLook(place: number, load: number, capacity: number): string {
  if (place >= load) return 'border-line-strong bg-transparent'
  return place >= capacity ? 'border-waiting bg-waiting' : 'border-active bg-active'
}
