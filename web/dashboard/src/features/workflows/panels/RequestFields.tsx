import type { WorkflowProblem } from '@frontdesk/protocol'
import { Field, Input, Select } from '../../../ui/Field'
import * as t from '../../../words/words'
import { ofField } from '../logic/problems'
import type { Action } from '../logic/shapes'
import { BodyFields } from './BodyFields'
import { NamedValues } from './NamedValues'

export type Request = Extract<Action, { kind: 'http_request' }>
export type RequestProps = {
  action: Request
  problems: readonly WorkflowProblem[]
  onChange: (action: Request) => void
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

export function RequestFields({ action, problems, onChange }: RequestProps) {
  return (
    <>
      <Field
        label={t.steps.method}
        hint={
          action.method === 'GET'
            ? t.steps.askedWhileThinkingLaterSteps
            : t.steps.sentOnceAfterTheTurn
        }
      >
        {(control) => (
          <Select
            {...control}
            value={action.method}
            onChange={(event) =>
              onChange({ ...action, method: event.target.value as Request['method'] })
            }
          >
            {METHODS.map((method) => (
              <option key={method}>{method}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={t.steps.address} error={ofField(problems, 'action.url')}>
        {(control) => (
          <Input
            {...control}
            type="url"
            dir="ltr"
            maxLength={2000}
            placeholder="https://shop.example/orders?q={{message}}"
            value={action.url}
            onChange={(event) => onChange({ ...action, url: event.target.value })}
          />
        )}
      </Field>
      <NamedValues
        words={t.steps.headerWords}
        values={action.headers}
        most={500}
        error={ofField(problems, 'action.headers')}
        onChange={(headers) => onChange({ ...action, headers })}
      />
      {action.method === 'GET' ? null : (
        <BodyFields action={action} problems={problems} onChange={onChange} />
      )}
      <p className="text-small text-faint">{t.steps.whatIsFilledIn}</p>
    </>
  )
}
