import { type KeyboardEvent, useEffect, useRef } from 'react'
import { submitting } from '../../ui/submitting'
import type { Section } from './fields'
import { LeaveGuard } from './LeaveGuard'
import { SaveBar } from './SaveBar'
import { Sections } from './Sections'
import type { Form } from './useForm'

type DeclaredFormProps<Values> = { sections: readonly Section<Values>[]; form: Form<Values> }

/** Every form of settings there is: declared fields, a bar to save them, a guard at the door. */
export function DeclaredForm<Values extends object>(props: DeclaredFormProps<Values>) {
  const { sections, form } = props
  const element = useRef<HTMLFormElement>(null)
  // Whoever was refused is taken to the first field that is wrong.
  useEffect(() => {
    if (form.refusals > 0) element.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus()
  }, [form.refusals])
  const labelOf = (name: keyof Values) =>
    sections.flatMap(({ fields }) => fields.flat()).find((field) => field.name === name)?.label ??
    String(name)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 's' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    if (form.changed.length > 0) form.submit()
  }
  return (
    <form
      ref={element}
      noValidate
      onSubmit={submitting(form.submit)}
      onKeyDown={onKeyDown}
      className="grid grid-cols-[minmax(0,1fr)] content-start gap-6"
    >
      <Sections sections={sections} form={form} />
      <SaveBar form={form} labelOf={labelOf} />
      <LeaveGuard isChanged={form.changed.length > 0} />
    </form>
  )
}
