import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { fieldErrors, Refusal } from '../api/http'

type FormSource<Values, Saved> = {
  values: Values
  save: (values: Values, changes: Partial<Values>) => Promise<Saved>
  onSaved: (saved: Saved) => void
}

/**
 * Edits over what the server has. Fields nobody touched keep following the server, so a
 * colleague's change shows and is never overwritten by an old copy of it.
 */
export function useForm<Values extends object, Saved>({
  values,
  save,
  onSaved,
}: FormSource<Values, Saved>) {
  const client = useQueryClient()
  const [edits, setEdits] = useState<Partial<Values>>({})
  const changes = onlyChanged(values, edits)
  const saving = useMutation({
    mutationFn: () => save({ ...values, ...edits }, changes),
    onSuccess: (saved) => {
      onSaved(saved)
      setEdits({})
    },
    // Somebody else saved first: fetch theirs, keep these edits, let the person decide.
    onError: (failure) => {
      if (failure instanceof Refusal && failure.status === 412)
        void client.invalidateQueries({ queryKey: ['project'] })
    },
  })
  return {
    current: { ...values, ...edits },
    edit: (change: Partial<Values>) => setEdits((before) => ({ ...before, ...change })),
    wrong: fieldErrors(saving.error),
    submit: () => saving.mutate(),
    bar: {
      changed: Object.keys(changes).length > 0,
      saving: saving.isPending,
      saved: saving.isSuccess,
      failure: saving.error,
      onReset: () => {
        setEdits({})
        saving.reset()
      },
    },
  }
}

export function onlyChanged<Values extends object>(
  values: Values,
  edits: Partial<Values>,
): Partial<Values> {
  const changed = Object.entries(edits).filter(
    ([name, value]) => JSON.stringify(value) !== JSON.stringify(values[name as keyof Values]),
  )
  return Object.fromEntries(changed) as Partial<Values>
}
