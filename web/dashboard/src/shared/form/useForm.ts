import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, fieldErrors, Refusal } from '../../api/http'
import * as t from '../../words/words'
import { changedIn, clashesIn, type Edits, over, sinceSaving, withChange, without } from './edits'
import { isAbout } from './problems'

type Problems = Readonly<Record<string, string>>

type FormSource<Values> = {
  /** What the server has, as far as this page knows. */
  values: Values
  save: (values: Values) => Promise<unknown>
  /** What keeps these values from being saved, by field. */
  check?: (values: Values) => Problems
}

export type Form<Values> = {
  /** What stands in the fields. */
  values: Values
  edit: (change: Partial<Values>) => void
  /** What is wrong, by field; the server may name an entry of a list: `allowedHosts.2`. */
  wrong: Problems
  /** Counts the times something was wrong, so that the first such field can be shown. */
  refusals: number
  changed: readonly (keyof Values)[]
  /** What somebody else changed meanwhile, too; nothing is saved before one of both is chosen. */
  clashes: readonly (keyof Values)[]
  useTheirs: () => void
  keepMine: () => void
  submit: () => void
  discard: () => void
  isSaving: boolean
  isSaved: boolean
  /** Why the whole was refused, in words. */
  failure: string | null
  forget: () => void
}

/**
 * Edits over what the server has. Fields nobody touched keep following the server, so a
 * colleague's change shows and is never overwritten by an old copy of it.
 */
export function useForm<Values extends object>(source: FormSource<Values>): Form<Values> {
  const [edits, setEdits] = useState<Edits<Values>>({})
  const [wrong, setWrong] = useState<Problems>({})
  const [refusals, setRefusals] = useState(0)
  const current = over(source.values, edits)
  const clashes = clashesIn(source.values, edits)
  const refuse = (problems: Problems) => {
    setWrong(problems)
    setRefusals((count) => count + 1)
  }
  const saving = useMutation({
    mutationFn: (values: Values) => source.save(values),
    onSuccess: (_, values) => setEdits((now) => sinceSaving(now, values)),
    onError: (failure) => refuse(fieldErrors(failure)),
  })
  const save = () => {
    const problems = source.check?.(current) ?? {}
    saving.reset()
    if (Object.keys(problems).length > 0) refuse(problems)
    else saving.mutate(current)
  }
  return {
    values: current,
    wrong,
    refusals,
    edit: (change) => {
      setEdits((before) => withChange(before, source.values, change))
      setWrong((before) => unnamed(before, Object.keys(change)))
    },
    changed: changedIn(source.values, edits),
    clashes,
    useTheirs: () => setEdits(without(edits, clashes)),
    keepMine: () => {
      const mine = Object.fromEntries(clashes.map((name) => [name, current[name]]))
      setEdits(withChange(without(edits, clashes), source.values, mine as Partial<Values>))
      save()
    },
    submit: () => {
      if (clashes.length === 0 && !saving.isPending) save()
    },
    discard: () => {
      setEdits({})
      setWrong({})
      saving.reset()
    },
    isSaving: saving.isPending,
    isSaved: saving.isSuccess,
    failure: failureWords(saving.error, wrong),
    forget: saving.reset,
  }
}

function failureWords(failure: unknown, wrong: Problems): string | null {
  if (Object.keys(wrong).length > 0) return t.shared.pleaseLook
  if (failure instanceof Refusal && failure.status === 412) return t.form.savedMeanwhile
  // Its field has been changed since: what was refused is no longer there.
  if (!failure || Object.keys(fieldErrors(failure)).length > 0) return null
  return errorMessage(failure)
}

function unnamed(problems: Problems, names: readonly string[]): Problems {
  const kept = Object.entries(problems).filter(
    ([field]) => !names.some((name) => isAbout(field, name)),
  )
  return Object.fromEntries(kept)
}
