import type { CannedResponse, WriteCannedResponse } from '@frontdesk/protocol'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { errorMessage, fieldErrors, http } from '../../api/http'
import { cannedQuery } from '../../api/routing-queries'
import { useLive } from '../../live/LiveProvider'
import { ErrorMessage } from '../../shared/FormError'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field, Input, TextArea } from '../../ui/Field'
import { Rich } from '../../ui/Rich'
import { submitting, textOf } from '../../ui/submitting'
import { VARIABLES } from '../../words/canned'
import * as t from '../../words/words'

type CannedDialogProps = {
  /** Null writes a new one. */
  canned: CannedResponse | null
  open: boolean
  onOpenChange: (open: boolean) => void
}

export function CannedDialog({ canned, open, onOpenChange }: CannedDialogProps) {
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onOpenChange}
      title={canned ? t.settings.editShortcut(canned.shortcut) : t.settings.newCannedReply}
    >
      {open ? <CannedForm canned={canned} onDone={() => onOpenChange(false)} /> : null}
    </Dialog>
  )
}

type FormProps = { canned: CannedResponse | null; onDone: () => void }

function CannedForm({ canned, onDone }: FormProps) {
  const save = useSaving(canned, onDone)
  const wrong = fieldErrors(save.error)
  return (
    <form
      onSubmit={submitting((form) =>
        save.mutate({ shortcut: textOf(form, 'shortcut'), content: textOf(form, 'content') }),
      )}
      className="grid gap-4"
    >
      {save.isError ? <ErrorMessage>{errorMessage(save.error)}</ErrorMessage> : null}
      <Field
        label={t.settings.shortcut}
        hint={t.settings.smallLettersDigits}
        error={wrong['shortcut']}
      >
        {(control) => (
          <Input
            {...control}
            name="shortcut"
            dir="ltr"
            required
            maxLength={40}
            pattern="[a-z0-9][a-z0-9_\-]{0,39}"
            title={t.settings.shortcutRule}
            autoComplete="off"
            autoCapitalize="none"
            defaultValue={canned?.shortcut}
          />
        )}
      </Field>
      <Field label={t.settings.text} hint={<Variables />} error={wrong['content']}>
        {(control) => (
          <TextArea
            {...control}
            name="content"
            dir="auto"
            rows={6}
            required
            maxLength={5000}
            defaultValue={canned?.content}
          />
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onDone}>{t.settings.cancel}</Button>
        <Button type="submit" variant="primary" busy={save.isPending}>
          {t.settings.save}
        </Button>
      </div>
    </form>
  )
}

function useSaving(canned: CannedResponse | null, onDone: () => void) {
  const { projectId } = useLive()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (written: WriteCannedResponse) => {
      const path = `/projects/${projectId}/canned-responses` as const
      return canned
        ? http.patch(`${path}/${canned.id}`, { body: written })
        : http.post(path, { body: written })
    },
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: cannedQuery(projectId).queryKey })
      onDone()
    },
  })
}

function Variables() {
  return (
    <>
      {VARIABLES.map(({ name, words }) => (
        <span key={name} className="block">
          <Rich
            text={t.settings.variableBecomes}
            parts={{ variable: <code className="font-mono">{`{{${name}}}`}</code>, words }}
          />
        </span>
      ))}
    </>
  )
}
