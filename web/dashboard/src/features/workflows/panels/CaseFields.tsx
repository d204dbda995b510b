import type { WorkflowProblem } from '@frontdesk/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../../ui/Button'
import { Input } from '../../../ui/Field'
import * as t from '../../../words/words'
import { newCase } from '../logic/making'
import { ofField } from '../logic/problems'
import type { Case } from '../logic/shapes'
import { RuleFields } from './RuleFields'

type CasesProps = {
  by: 'rule' | 'model'
  cases: readonly Case[]
  problems: readonly WorkflowProblem[]
  onChange: (cases: Case[]) => void
}

const MOST = 10

export function CaseFields({ by, cases, problems, onChange }: CasesProps) {
  const replace = (index: number, next: Case) =>
    onChange(cases.map((one, place) => (place === index ? next : one)))
  const error = ofField(problems, 'cases')
  return (
    <fieldset className="grid gap-3">
      <legend className="pb-1 font-medium">{t.steps.casesTheFirstThatHolds}</legend>
      {cases.map((one, index) => (
        <OneCase
          key={one.key}
          one={one}
          by={by}
          field={`cases.${index}`}
          problems={problems}
          onChange={(next) => replace(index, next)}
          onRemove={() => onChange(cases.filter(({ key }) => key !== one.key))}
        />
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      {cases.length < MOST ? (
        <div>
          <Button onClick={() => onChange([...cases, newCase(cases)])}>
            <Plus size={14} aria-hidden="true" /> {t.steps.addACase}
          </Button>
        </div>
      ) : null}
    </fieldset>
  )
}

type OneCaseProps = {
  one: Case
  by: 'rule' | 'model'
  field: string
  problems: readonly WorkflowProblem[]
  onChange: (next: Case) => void
  onRemove: () => void
}

function OneCase({ one, by, field, problems, onChange, onRemove }: OneCaseProps) {
  const error = ofField(problems, field)
  return (
    <div className="grid gap-2 rounded-md bg-sunken p-2">
      <div className="flex items-center gap-1">
        <Input
          aria-label={t.steps.nameOfTheCase}
          maxLength={80}
          dir="auto"
          value={one.label}
          onChange={(event) => onChange({ ...one, label: event.target.value })}
        />
        <IconButton label={t.steps.removeCase(one.label)} onClick={onRemove}>
          <X size={14} />
        </IconButton>
      </div>
      {error ? <p className="text-small text-problem">{error}</p> : null}
      {by === 'rule' ? (
        <RuleFields
          field={`${field}.rules`}
          match={one.match}
          rules={one.rules}
          problems={problems}
          onChange={(change) => onChange({ ...one, ...change })}
        />
      ) : (
        <Input
          aria-label={t.steps.whenToChoose}
          placeholder={t.steps.whenToChoose}
          maxLength={500}
          dir="auto"
          value={one.hint}
          onChange={(event) => onChange({ ...one, hint: event.target.value })}
        />
      )}
    </div>
  )
}
