import type { WorkflowProblem } from '@frontdesk/protocol'
import { Field, Input, Select, TextArea } from '../../../ui/Field'
import * as t from '../../../words/words'
import { newAction } from '../logic/making'
import { ofField } from '../logic/problems'
import type { Action, ActionKind } from '../logic/shapes'
import { ACTION_WORDS } from '../logic/words'
import { RequestFields } from './RequestFields'

type ActionProps = {
  action: Action
  problems: readonly WorkflowProblem[]
  onChange: (action: Action) => void
}

export function ActionFields({ action, problems, onChange }: ActionProps) {
  return (
    <>
      <Field label={t.steps.whatToDo}>
        {(control) => (
          <Select
            {...control}
            value={action.kind}
            onChange={(event) => onChange(newAction(event.target.value as ActionKind))}
          >
            {Object.entries(ACTION_WORDS).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <ActionSettings action={action} problems={problems} onChange={onChange} />
    </>
  )
}

function ActionSettings({ action, problems, onChange }: ActionProps) {
  switch (action.kind) {
    case 'add_note':
      return (
        <Field
          label={t.steps.note}
          error={ofField(problems, 'action.text')}
          hint={t.steps.onlyMembersSee}
        >
          {(control) => (
            <TextArea
              {...control}
              maxLength={5000}
              dir="auto"
              value={action.text}
              onChange={(event) => onChange({ ...action, text: event.target.value })}
            />
          )}
        </Field>
      )
    case 'set_tag':
      return <TagFields action={action} problems={problems} onChange={onChange} />
    case 'change_status':
      return <StatusField action={action} onChange={onChange} />
    case 'handoff':
      return (
        <Field label={t.steps.reason} hint={t.steps.theTeamReadsItAbove}>
          {(control) => (
            <Input
              {...control}
              maxLength={500}
              dir="auto"
              value={action.reason}
              onChange={(event) => onChange({ ...action, reason: event.target.value })}
            />
          )}
        </Field>
      )
    case 'http_request':
      return <RequestFields action={action} problems={problems} onChange={onChange} />
    case 'send_form':
      return (
        <p className="text-problem">
          {ofField(problems, 'action.form') ?? t.steps.formsCannotBeSentYet}
        </p>
      )
  }
}

type Of<Kind extends ActionKind> = Extract<Action, { kind: Kind }>

function TagFields({ action, problems, onChange }: ActionProps & { action: Of<'set_tag'> }) {
  return (
    <>
      <Field label={t.steps.tag} error={ofField(problems, 'action.tag')}>
        {(control) => (
          <Input
            {...control}
            maxLength={50}
            value={action.tag}
            onChange={(event) => onChange({ ...action, tag: event.target.value })}
          />
        )}
      </Field>
      <label className="flex min-h-8 items-center gap-2">
        <input
          type="checkbox"
          className="size-4 accent-accent"
          checked={action.remove}
          onChange={(event) => onChange({ ...action, remove: event.target.checked })}
        />
        {t.steps.removeItInstead}
      </label>
    </>
  )
}

function StatusField({
  action,
  onChange,
}: {
  action: Of<'change_status'>
  onChange: (action: Action) => void
}) {
  return (
    <Field label={t.steps.newStatus}>
      {(control) => (
        <Select
          {...control}
          value={action.status}
          onChange={(event) =>
            onChange({ ...action, status: event.target.value === 'solved' ? 'solved' : 'pending' })
          }
        >
          <option value="pending">{t.steps.pending}</option>
          <option value="solved">{t.steps.solved}</option>
        </Select>
      )}
    </Field>
  )
}
