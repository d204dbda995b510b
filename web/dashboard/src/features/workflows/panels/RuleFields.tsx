import type { WorkflowProblem } from '@frontdesk/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../../ui/Button'
import { Select } from '../../../ui/Field'
import * as t from '../../../words/words'
import { newRule } from '../logic/making'
import { ofField } from '../logic/problems'
import type { NodeOf, Rule, RuleKind } from '../logic/shapes'
import { RULE_WORDS } from '../logic/words'
import { RuleValue } from './RuleValue'

type Match = NodeOf<'condition'>['match']
type RulesProps = {
  field: string
  match: Match
  rules: readonly Rule[]
  problems: readonly WorkflowProblem[]
  onChange: (change: { match: Match; rules: Rule[] }) => void
}

const MOST = 10

/** A list of rules, and whether all or any of them must hold. */
export function RuleFields({ field, match, rules, problems, onChange }: RulesProps) {
  const replace = (index: number, rule: Rule) =>
    onChange({ match, rules: rules.map((one, place) => (place === index ? rule : one)) })
  const without = (index: number) =>
    onChange({ match, rules: rules.filter((_, place) => place !== index) })
  const error = ofField(problems, field)
  return (
    <fieldset className="grid gap-2">
      <legend className="sr-only">{t.steps.rules}</legend>
      {rules.length > 1 ? (
        <Select
          aria-label={t.steps.howManyRulesMustHold}
          value={match}
          onChange={(event) =>
            onChange({ match: event.target.value === 'all' ? 'all' : 'any', rules: [...rules] })
          }
        >
          <option value="any">{t.steps.yesIfAnyOfThese}</option>
          <option value="all">{t.steps.yesIfAllOfThese}</option>
        </Select>
      ) : null}
      {rules.map((rule, index) => (
        <OneRule
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          key={index}
          rule={rule}
          error={ofField(problems, `${field}.${index}`)}
          onChange={(next) => replace(index, next)}
          onRemove={() => without(index)}
        />
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      {rules.length < MOST ? (
        <div>
          <Button onClick={() => onChange({ match, rules: [...rules, newRule('text')] })}>
            <Plus size={14} aria-hidden="true" /> {t.steps.addARule}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

type OneRuleProps = {
  rule: Rule
  error: string | undefined
  onChange: (rule: Rule) => void
  onRemove: () => void
}

function OneRule({ rule, error, onChange, onRemove }: OneRuleProps) {
  return (
    <div className="grid gap-2 rounded-md border border-line p-2">
      <div className="flex items-center gap-1">
        <Select
          aria-label={t.steps.whatTheRuleLooks}
          value={rule.kind}
          onChange={(event) => onChange(newRule(event.target.value as RuleKind))}
        >
          {Object.entries(RULE_WORDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </Select>
        <IconButton label={t.steps.removeThisRule} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      <RuleValue rule={rule} onChange={onChange} />
      <label className="flex min-h-8 items-center gap-2 text-soft">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={rule.isNot}
          onChange={(event) => onChange({ ...rule, isNot: event.target.checked })}
        />
        {t.steps.theOpposite}
      </label>
      {error ? <p className="text-small text-problem">{error}</p> : null}
    </div>
  )
}
