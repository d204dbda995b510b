import type { ProviderKind } from '@frontdesk/protocol'
import { type FormEvent, useState } from 'react'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field, Input, Select } from '../../ui/Field'
import * as t from '../../words/words'
import { AddressField } from './AddressField'
import { KeyField } from './KeyField'
import { type EditedProvider, isKind, KIND_ORDER, KINDS, missingIn, withKind } from './providers'

type DialogProps = {
  provider: EditedProvider
  isNew: boolean
  onDone: (provider: EditedProvider) => void
  onClose: () => void
}

/** One way to a model. What is written here is saved with the page. */
export function ProviderDialog({ provider, isNew, onDone, onClose }: DialogProps) {
  const [current, setCurrent] = useState(provider)
  const [isTried, setTried] = useState(false)
  const missing = missingIn(current)
  const wrong = isTried ? missing : {}
  const facts = KINDS[current.kind]
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    // React bubbles it through the portal, to the form of the page.
    event.stopPropagation()
    if (Object.keys(missing).length === 0) {
      onDone(current)
      return
    }
    setTried(true)
    focusFirstWrong(event.currentTarget)
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={isNew ? t.assistant.addAModel : t.assistant.editModel}
    >
      <form onSubmit={submit} noValidate className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <KindField kind={current.kind} onChange={(kind) => setCurrent(withKind(current, kind))} />
        {facts.needs.address ? (
          <AddressField provider={current} error={wrong['baseUrl']} onChange={setCurrent} />
        ) : null}
        {facts.needs.model ? (
          <Field
            label={t.assistant.model}
            hint={t.assistant.forExample(facts.model)}
            error={wrong['model']}
          >
            {(control) => (
              <Input
                {...control}
                dir="ltr"
                autoCapitalize="off"
                spellCheck={false}
                maxLength={200}
                value={current.model}
                onChange={(event) => setCurrent({ ...current, model: event.target.value })}
              />
            )}
          </Field>
        ) : null}
        {current.kind === 'demo' ? null : (
          <KeyField provider={current} error={wrong['key']} onChange={setCurrent} />
        )}
        <Field label={t.assistant.nameOptional} hint={t.assistant.whatTheHistory}>
          {(control) => (
            <Input
              {...control}
              dir="auto"
              maxLength={80}
              placeholder={facts.words}
              value={current.name}
              onChange={(event) => setCurrent({ ...current, name: event.target.value })}
            />
          )}
        </Field>
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t.assistant.cancel}</Button>
          <Button type="submit" variant="primary">
            {isNew ? t.assistant.add : t.assistant.done}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}

function focusFirstWrong(form: HTMLFormElement): void {
  // What is wrong is marked with the next drawing.
  requestAnimationFrame(() => form.querySelector<HTMLElement>('[aria-invalid]')?.focus())
}

type KindProps = { kind: ProviderKind; onChange: (kind: ProviderKind) => void }

function KindField({ kind, onChange }: KindProps) {
  return (
    <Field label={t.assistant.provider} hint={KINDS[kind].note}>
      {(control) => (
        <Select
          {...control}
          value={kind}
          onChange={(event) => {
            if (isKind(event.target.value)) onChange(event.target.value)
          }}
        >
          {KIND_ORDER.map((value) => (
            <option key={value} value={value}>
              {KINDS[value].words}
            </option>
          ))}
        </Select>
      )}
    </Field>
  )
}
