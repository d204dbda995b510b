import { classes } from '../../../ui/classes'
import { Input, Select } from '../../../ui/Field'
import * as t from '../../../words/words'
import type { Rule } from '../logic/shapes'
import { DAYS, TEST_WORDS } from '../logic/words'

type Of<Kind extends Rule['kind']> = Extract<Rule, { kind: Kind }>
type ValueProps<Kind extends Rule['kind']> = {
  rule: Of<Kind>
  onChange: (rule: Rule) => void
}

/** What a rule compares with. */
export function RuleValue({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  switch (rule.kind) {
    case 'hours':
      return <p className="text-small text-soft">{t.steps.theProjectsBusinessHours}</p>
    case 'time':
      return <TimeValue rule={rule} onChange={onChange} />
    case 'status':
      return <StatusValue rule={rule} onChange={onChange} />
    case 'tag':
      return (
        <Input
          aria-label={t.steps.tag}
          placeholder="vip"
          maxLength={500}
          value={rule.tag}
          onChange={(event) => onChange({ ...rule, tag: event.target.value })}
        />
      )
    default:
      return <TextValue rule={rule} onChange={onChange} />
  }
}

function TextValue({ rule, onChange }: ValueProps<'text' | 'page' | 'attribute'>) {
  return (
    <>
      {rule.kind === 'attribute' ? (
        <Input
          aria-label={t.steps.attribute}
          placeholder="plan"
          maxLength={500}
          value={rule.name}
          onChange={(event) => onChange({ ...rule, name: event.target.value })}
        />
      ) : null}
      {rule.kind === 'attribute' ? (
        <p className="text-small text-faint">{t.steps.attributesAreUnverified}</p>
      ) : null}
      <Select
        aria-label={t.steps.howItIsCompared}
        value={rule.test}
        onChange={(event) => onChange({ ...rule, test: event.target.value as typeof rule.test })}
      >
        {Object.entries(TEST_WORDS).map(([test, words]) => (
          <option key={test} value={test}>
            {words}
          </option>
        ))}
      </Select>
      {rule.test === 'exists' ? null : (
        <Input
          aria-label={t.steps.whatToLook}
          maxLength={500}
          dir="auto"
          className={classes(rule.test === 'matches' && 'font-mono', 'w-full')}
          value={rule.value}
          onChange={(event) => onChange({ ...rule, value: event.target.value })}
        />
      )}
    </>
  )
}

function TimeValue({ rule, onChange }: ValueProps<'time'>) {
  type Day = (typeof rule.days)[number]
  const toggle = (day: Day) =>
    rule.days.includes(day) ? rule.days.filter((one) => one !== day) : [...rule.days, day]
  return (
    <>
      <div className="flex flex-wrap gap-1">
        {DAYS.map(([day, words]) => (
          <button
            key={day}
            type="button"
            aria-pressed={rule.days.includes(day)}
            onClick={() => onChange({ ...rule, days: toggle(day) })}
            className="min-h-8 rounded-sm border border-line px-2 text-small text-soft aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent-text max-md:min-h-11"
          >
            {words}
          </button>
        ))}
      </div>
      <div className="flex items-center gap-2">
        <Input
          type="time"
          aria-label={t.steps.from}
          value={rule.opens}
          onChange={(event) => onChange({ ...rule, opens: event.target.value })}
        />
        <span className="text-faint">{t.steps.to}</span>
        <Input
          type="time"
          aria-label={t.steps.until}
          value={rule.closes}
          onChange={(event) => onChange({ ...rule, closes: event.target.value })}
        />
      </div>
    </>
  )
}

const STATUSES = ['open', 'pending', 'solved', 'spam'] as const

function StatusValue({ rule, onChange }: ValueProps<'status'>) {
  return (
    <Select
      aria-label={t.steps.status}
      value={rule.statuses[0] ?? ''}
      onChange={(event) =>
        onChange({ ...rule, statuses: STATUSES.filter((one) => one === event.target.value) })
      }
    >
      {STATUSES.map((status) => (
        <option key={status} value={status}>
          {status}
        </option>
      ))}
    </Select>
  )
}
