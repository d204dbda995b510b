import { AlertTriangle, Check } from 'lucide-react'
import { useEffect } from 'react'
import { Button } from '../../ui/Button'
import { classes } from '../../ui/classes'
import * as t from '../../words/words'
import { ErrorMessage } from '../FormError'
import type { Form } from './useForm'

const SAID_FOR_MS = 5000

type SaveBarProps<Values> = { form: Form<Values>; labelOf: (name: keyof Values) => string }

/** Comes with the first change and stays in sight until what was typed is saved or discarded. */
export function SaveBar<Values extends object>({ form, labelOf }: SaveBarProps<Values>) {
  const isChanged = form.changed.length > 0
  const isOver = form.isSaved && !isChanged
  const { forget } = form
  useEffect(() => {
    if (!isOver) return
    const timer = setTimeout(forget, SAID_FOR_MS)
    return () => clearTimeout(timer)
  }, [isOver, forget])
  const hasClash = form.clashes.length > 0
  const isShown = isChanged || isOver || form.failure !== null
  // It rises over the end of the page: the field in which somebody types comes out from under it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: they say when it has grown.
  useEffect(() => {
    if (isShown) document.activeElement?.scrollIntoView({ block: 'nearest' })
  }, [isShown, form.failure, hasClash])
  return (
    <div
      className={classes(
        isShown
          ? 'arrives sticky bottom-4 z-10 grid gap-3 rounded-lg border border-line bg-raised p-3 shadow-float max-md:bottom-2'
          : 'sr-only',
      )}
    >
      {form.failure && !hasClash ? <ErrorMessage>{form.failure}</ErrorMessage> : null}
      {hasClash ? <Clash form={form} labelOf={labelOf} /> : null}
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <span role="status" className={classes('ps-1 text-soft', isOver && 'text-done')}>
          {stateWords(form, isOver)}
        </span>
        {isChanged && !hasClash ? (
          <span className="ms-auto flex flex-wrap gap-2">
            <Button onClick={form.discard} disabled={form.isSaving}>
              {t.shared.discard}
            </Button>
            <Button type="submit" variant="primary" busy={form.isSaving}>
              {t.shared.saveChanges}
            </Button>
          </span>
        ) : null}
      </div>
    </div>
  )
}

function stateWords<Values>(form: Form<Values>, isOver: boolean) {
  if (form.isSaving) return t.form.saving
  if (form.changed.length > 0) return t.form.unsavedChanges
  if (!isOver) return null
  return (
    <span className="inline-flex items-center gap-1">
      <Check size={14} aria-hidden="true" /> {t.shared.saved}
    </span>
  )
}

/** Both changed the same: nothing is lost before somebody has said which one stays. */
function Clash<Values extends object>({ form, labelOf }: SaveBarProps<Values>) {
  const fields = form.clashes.map(labelOf)
  return (
    <div role="alert" className="grid gap-2 rounded-md bg-waiting-soft px-3 py-2 text-waiting">
      <p className="flex gap-2 text-pretty">
        <AlertTriangle size={15} aria-hidden="true" className="mt-0.5 shrink-0" />
        {t.form.someoneElseChanged(fields)}
      </p>
      <span className="flex flex-wrap justify-end gap-2">
        <Button onClick={form.useTheirs}>{t.form.useTheirs}</Button>
        <Button onClick={form.keepMine}>{t.form.saveMine}</Button>
      </span>
    </div>
  )
}
