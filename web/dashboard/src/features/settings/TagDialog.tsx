import type { Tag, WriteTag } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { tagsQuery } from '../../api/routing-queries'
import { useLive } from '../../live/LiveProvider'
import { ErrorMessage } from '../../shared/FormError'
import { Button } from '../../ui/Button'
import { classes } from '../../ui/classes'
import { Dialog } from '../../ui/Dialog'
import { Field, Input } from '../../ui/Field'
import { submitting, textOf } from '../../ui/submitting'
import * as t from '../../words/words'

type TagDialogProps = {
  /** Null makes a new one. */
  tag: Tag | null
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function TagDialog({ tag, open, onOpenChange }: TagDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={tag ? t.settings.editTag : t.settings.newTag}
    >
      {open ? <TagForm tag={tag} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  )
}

// Each is told from both surfaces, light and dark.
const COLOURS: readonly { value: string; words: string }[] = [
  { value: '#64748b', words: t.settings.grey },
  { value: '#dc2626', words: t.settings.red },
  { value: '#ea580c', words: t.settings.orange },
  { value: '#ca8a04', words: t.settings.yellow },
  { value: '#16a34a', words: t.settings.green },
  { value: '#0d9488', words: t.settings.teal },
  { value: '#2563eb', words: t.settings.blue },
  { value: '#9333ea', words: t.settings.purple },
  { value: '#db2777', words: t.settings.pink },
]

function TagForm({ tag, onDone }: { tag: Tag | null; onDone: () => void }) {
  const { projectId } = useLive()
  const client = useQueryClient()
  const [colour, setColour] = useState(tag?.colour ?? '#64748b')
  const save = useMutation({
    mutationFn: (written: WriteTag) => {
      const path = `/projects/${projectId}/tags` as const
      return tag
        ? http.patch(`${path}/${tag.id}`, { body: written })
        : http.post(path, { body: written })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: tagsQuery(projectId).queryKey })
      onDone()
    },
  })
  return (
    <form
      onSubmit={submitting((form) => save.mutate({ name: textOf(form, 'name'), colour }))}
      className="grid gap-4"
    >
      {save.isError ? <ErrorMessage>{errorMessage(save.error)}</ErrorMessage> : null}
      <Field
        label={t.settings.name}
        hint={tag ? t.settings.aNewNameIsApplied : undefined}
        error={fieldErrors(save.error)['name']}
      >
        {(control) => (
          <Input
            {...control}
            name="name"
            dir="auto"
            required
            maxLength={50}
            autoComplete="off"
            defaultValue={tag?.name}
          />
        )}
      </Field>
      <Colours value={colour} onChange={setColour} />
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.settings.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t.settings.save}
        </Button>
      </div>
    </form>
  )
}

function Colours({ value, onChange }: { value: string; onChange: (colour: string) => void }) {
  const isOther = !COLOURS.some((one) => one.value === value)
  const all = isOther ? [...COLOURS, { value, words: value }] : COLOURS
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1.5 font-medium">{t.settings.colour}</legend>
      <span className="flex flex-wrap gap-1">
        {all.map((one) => (
          <label
            key={one.value}
            title={one.words}
            className={classes(
              'grid size-9 place-items-center rounded-full border-2 max-md:size-11',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent',
              one.value === value ? 'border-ink' : 'border-transparent hover:bg-hover',
            )}
          >
            <input
              type="radio"
              name="colour"
              value={one.value}
              aria-label={one.words}
              checked={one.value === value}
              onChange={() => onChange(one.value)}
              className="sr-only"
            />
            <span
              aria-hidden="true"
              className="size-5 rounded-full"
              style={{ backgroundColor: one.value }}
            />
          </label>
        ))}
      </span>
    </fieldset>
  )
}
