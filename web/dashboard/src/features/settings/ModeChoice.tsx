import type { RoutingMode } from '@frontdesk/protocol'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'

const MODES: readonly { value: RoutingMode; words: string; note: string }[] = [
  {
    value: 'sticky',
    words: t.routing.sticky,
    note: t.routing.agentsTakeChats,
  },
  {
    value: 'queue',
    words: t.routing.queue,
    note: t.routing.agentsTakeTheNextChat,
  },
  {
    value: 'push',
    words: t.routing.push,
    note: t.routing.aNewChatIsGiven,
  },
]

type ModeChoiceProps = { value: RoutingMode; onChange: (mode: RoutingMode) => void }

export function ModeChoice({ value, onChange }: ModeChoiceProps) {
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{t.routing.routingMode}</legend>
      {MODES.map((mode) => (
        <label
          key={mode.value}
          className={classes(
            'flex items-start gap-3 rounded-md border p-3',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
            mode.value === value ? 'border-accent bg-accent-soft' : 'border-line hover:bg-hover',
          )}
        >
          <input
            type="radio"
            name="routingMode"
            value={mode.value}
            checked={mode.value === value}
            onChange={() => onChange(mode.value)}
            className="mt-0.5 size-4 shrink-0 accent-[var(--accent)]"
          />
          <span className="grid">
            <span className="font-medium">{mode.words}</span>
            <span className="text-small text-soft">{mode.note}</span>
          </span>
        </label>
      ))}
    </fieldset>
  )
}
