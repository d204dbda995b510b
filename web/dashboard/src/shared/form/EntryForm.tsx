import { type ReactNode, useEffect, useRef } from 'react'
import { fieldErrors } from '../../api/http'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import { PasswordInput } from '../../ui/PasswordInput'
import { submitting, textOf } from '../../ui/submitting'
import { FormError } from '../FormError'

export type EntryField<Name extends string> = {
  name: Name
  label: string
  hint?: string
  /** What a browser may fill in; it says what kind of field it is, too. */
  autoComplete:
    | 'name'
    | 'username'
    | 'current-password'
    | 'new-password'
    | 'organization'
    | 'one-time-code'
  /** Already decided, and only shown. */
  given?: string | null
}

type EntryFormProps<Name extends string> = {
  fields: readonly EntryField<Name>[]
  submit: ReactNode
  onSubmit: (entered: Record<Name, string>) => void
  failure: Error | null
  isBusy: boolean
  isLocked?: boolean
  /** Says what went wrong, where there is more to say than the refusal does. */
  problem?: ReactNode
  /** On a page that is nothing but this form. */
  takesFocus?: boolean
  children?: ReactNode
  /** What else one can do here, below the button. */
  after?: ReactNode
}

/** A form that is filled in once and handed over: who somebody is, and their password. */
export function EntryForm<Name extends string>(props: EntryFormProps<Name>) {
  const { fields, failure, isBusy, isLocked = false, takesFocus = true } = props
  const form = useRef<HTMLFormElement>(null)
  const wrong = fieldErrors(failure)
  useEffect(() => {
    if (takesFocus) form.current?.querySelector<HTMLElement>('input:not([readonly])')?.focus()
  }, [takesFocus])
  useEffect(() => {
    if (failure) form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [failure])
  const hand = (form: FormData) => {
    const entered = fields.map(({ name, autoComplete }) => [name, entry(form, name, autoComplete)])
    props.onSubmit(Object.fromEntries(entered))
  }
  return (
    <form ref={form} onSubmit={submitting(hand)} className="grid gap-4">
      {props.problem ?? <FormError failure={failure} />}
      {fields.map((field) => (
        <OneEntry key={field.name} field={field} error={wrong[field.name]} />
      ))}
      {props.children}
      <Button type="submit" variant="primary" busy={isBusy} disabled={isLocked}>
        {props.submit}
      </Button>
      {props.after}
    </form>
  )
}

type OneEntryProps = { field: EntryField<string>; error: string | undefined }

function OneEntry({ field, error }: OneEntryProps) {
  const { name, label, hint, autoComplete, given } = field
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) =>
        isPassword(autoComplete) ? (
          <PasswordInput {...control} name={name} autoComplete={autoComplete} required />
        ) : (
          <Input
            {...control}
            name={name}
            autoComplete={autoComplete}
            type={autoComplete === 'username' ? 'email' : 'text'}
            dir={autoComplete === 'username' ? 'ltr' : 'auto'}
            maxLength={autoComplete === 'username' ? 254 : 120}
            defaultValue={given ?? ''}
            readOnly={Boolean(given)}
            required
          />
        )
      }
    </Field>
  )
}

function entry(form: FormData, name: string, autoComplete: string): string {
  return isPassword(autoComplete) ? String(form.get(name)) : textOf(form, name)
}

function isPassword(autoComplete: string): boolean {
  return autoComplete.endsWith('-password')
}
