import type { WorkflowProblem } from '@frontdesk/protocol'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../../ui/Button'
import { Field, Input, Select, TextArea } from '../../../ui/Field'
import * as t from '../../../words/words'
import { ofField } from '../logic/problems'
import type { Action } from '../logic/shapes'

type Request = Extract<Action, { kind: 'http_request' }>
type RequestProps = {
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
      <Headers action={action} problems={problems} onChange={onChange} />
      {action.method === 'GET' ? null : (
        <Field label={t.steps.body}>
          {(control) => (
            <TextArea
              {...control}
              dir="ltr"
              className="font-mono"
              maxLength={5000}
              value={action.body}
              onChange={(event) => onChange({ ...action, body: event.target.value })}
            />
          )}
        </Field>
      )}
    </>
  )
}

function Headers({ action, problems, onChange }: RequestProps) {
  const { headers } = action
  const error = ofField(problems, 'action.headers')
  const replace = (index: number, change: Partial<(typeof headers)[number]>) =>
    onChange({
      ...action,
      headers: headers.map((one, place) => (place === index ? { ...one, ...change } : one)),
    })
  return (
    <fieldset className="grid gap-2">
      <legend className="pb-1 font-medium">{t.steps.headers}</legend>
      {headers.map((header, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: headers have no identity but their place
        <div key={index} className="flex items-center gap-1">
          <Input
            aria-label={t.steps.header}
            maxLength={100}
            value={header.name}
            onChange={(event) => replace(index, { name: event.target.value })}
          />
          <Input
            aria-label={t.steps.itsValue}
            maxLength={500}
            value={header.value}
            onChange={(event) => replace(index, { value: event.target.value })}
          />
          <IconButton
            label={t.steps.removeHeader(header.name || t.steps.aHeader)}
            onClick={() =>
              onChange({ ...action, headers: headers.filter((_, place) => place !== index) })
            }
          >
            <X size={14} />
          </IconButton>
        </div>
      ))}
      {error ? <p className="text-small text-problem">{error}</p> : null}
      <div>
        <Button
          onClick={() => onChange({ ...action, headers: [...headers, { name: '', value: '' }] })}
        >
          <Plus size={14} aria-hidden="true" /> {t.steps.addAHeader}
        </Button>
      </div>
    </fieldset>
  )
}
