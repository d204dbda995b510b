import type { OpenHours, Weekday } from '@frontdesk/protocol'
import { CopyCheck, Plus, X } from 'lucide-react'
import { IconButton } from '../../ui/Button'
import { Input } from '../../ui/Field'
import { Switch } from '../../ui/Switch'
import * as t from '../../words/words'
import {
  onWeekdays,
  problemOf,
  spansOf,
  usualWeek,
  WEEKDAYS,
  withAnotherSpan,
  withDay,
} from './hours'

type HoursEditorProps = {
  hours: OpenHours[] | null
  error: string | undefined
  onChange: (hours: OpenHours[] | null) => void
}

export function HoursEditor({ hours, error, onChange }: HoursEditorProps) {
  return (
    <div className="grid gap-3">
      <Switch
        label={t.routing.alwaysOpen}
        hint={t.routing.turnItOffToSet}
        checked={hours === null}
        onChange={(always) => onChange(always ? null : usualWeek())}
      />
      {hours === null ? null : (
        <ul className="divide-y divide-line rounded-md border border-line">
          {WEEKDAYS.map(({ day, words }) => (
            <DayRow
              key={day}
              day={day}
              words={words}
              spans={spansOf(hours, day)}
              onSpans={(spans) => onChange(withDay(hours, day, spans))}
              onCopy={() => onChange(onWeekdays(hours, day))}
            />
          ))}
        </ul>
      )}
      {error ? (
        <p role="alert" className="text-small text-problem">
          {error}
        </p>
      ) : null}
    </div>
  )
}

type DayRowProps = {
  day: Weekday
  words: string
  spans: readonly OpenHours[]
  onSpans: (spans: OpenHours[]) => void
  onCopy: () => void
}

function DayRow({ day, words, spans, onSpans, onCopy }: DayRowProps) {
  return (
    <li className="grid grid-cols-[6rem_minmax(0,1fr)_auto] items-start gap-x-4 gap-y-2 px-3 py-2 max-md:grid-cols-[minmax(0,1fr)_auto]">
      <span className="pt-2 font-medium">{words}</span>
      <div className="grid min-w-0 gap-2 max-md:order-last max-md:col-span-2">
        {spans.length === 0 ? <span className="pt-2 text-faint">{t.routing.closed}</span> : null}
        {spans.map((span, place) => (
          <Span
            // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place.
            key={place}
            words={words}
            span={span}
            onChange={(changed) => onSpans(spans.with(place, changed))}
            onRemove={() => onSpans(spans.filter((_, other) => other !== place))}
          />
        ))}
      </div>
      <span className="flex">
        <IconButton
          label={spans.length === 0 ? t.routing.openOn(words) : t.routing.addHours(words)}
          onClick={() => onSpans(withAnotherSpan(spans, day))}
        >
          <Plus size={15} />
        </IconButton>
        {spans.length > 0 ? (
          <IconButton label={t.routing.copyHoursOf(words)} onClick={onCopy}>
            <CopyCheck size={15} />
          </IconButton>
        ) : null}
      </span>
    </li>
  )
}

type SpanProps = {
  words: string
  span: OpenHours
  onChange: (span: OpenHours) => void
  onRemove: () => void
}

const TIME = 'w-30 max-md:w-auto max-md:min-w-0 max-md:flex-1 max-md:px-2'

function Span({ words, span, onChange, onRemove }: SpanProps) {
  const problem = problemOf(span)
  return (
    <div className="grid gap-1">
      <span className="flex items-center gap-2">
        <Input
          type="time"
          required
          aria-label={t.routing.opens(words)}
          className={TIME}
          value={span.opens}
          onChange={(event) => onChange({ ...span, opens: event.target.value })}
        />
        <span aria-hidden="true">–</span>
        <Input
          type="time"
          required
          aria-label={t.routing.closes(words)}
          aria-invalid={problem ? true : undefined}
          className={TIME}
          value={span.closes}
          onChange={(event) => onChange({ ...span, closes: event.target.value })}
        />
        <IconButton label={t.routing.removeTheseHours(words)} onClick={onRemove}>
          <X size={15} />
        </IconButton>
      </span>
      {problem ? <span className="text-small text-problem">{problem}</span> : null}
    </div>
  )
}
