import { Field, Select, TextArea } from '../../../ui/Field'
import * as t from '../../../words/words'
import { newBody } from '../logic/making'
import { ofField } from '../logic/problems'
import { NamedValues } from './NamedValues'
import type { Request, RequestProps } from './RequestFields'

type Body = Request['body']

const KINDS: Record<Body['kind'], string> = {
  json: t.steps.bodyJson,
  form: t.steps.bodyForm,
  text: t.steps.bodyText,
}

/** The same in another kind: what was written stays, where it can. */
function rewritten(body: Body, kind: Body['kind']): Body {
  if (kind === 'form' || body.kind === 'form') return newBody(kind)
  const text = body.kind === 'json' ? body.template : body.text
  return kind === 'json' ? { kind, template: text } : { kind, text }
}

/** What a request carries; its kind sets the content type and how values are written into it. */
export function BodyFields({ action, problems, onChange }: RequestProps) {
  const { body } = action
  const error = ofField(problems, 'action.body')
  const change = (next: Body) => onChange({ ...action, body: next })
  return (
    <>
      <Field label={t.steps.bodyKind}>
        {(control) => (
          <Select
            {...control}
            value={body.kind}
            onChange={(event) => change(rewritten(body, event.target.value as Body['kind']))}
          >
            {Object.entries(KINDS).map(([kind, words]) => (
              <option key={kind} value={kind}>
                {words}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {body.kind === 'form' ? (
        <NamedValues
          words={t.steps.fieldWords}
          values={body.fields}
          most={5000}
          error={error}
          onChange={(fields) => change({ ...body, fields })}
        />
      ) : (
        <Field label={t.steps.body} error={error}>
          {(control) => (
            <TextArea
              {...control}
              dir="ltr"
              rows={6}
              className="font-mono"
              maxLength={5000}
              value={body.kind === 'json' ? body.template : body.text}
              onChange={({ target: { value } }) =>
                change(
                  body.kind === 'json' ? { ...body, template: value } : { ...body, text: value },
                )
              }
            />
          )}
        </Field>
      )}
    </>
  )
}
