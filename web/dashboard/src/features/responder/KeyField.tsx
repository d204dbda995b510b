import { KeyRound } from 'lucide-react'
import { Button } from '../../ui/Button'
import { Field, Input } from '../../ui/Field'
import * as t from '../../words/words'
import type { ProviderFieldProps } from './AddressField'
import { KINDS } from './providers'

/** A key can be written and thrown away, never read: of the stored one only its end is known. */
export function KeyField({ provider, error, onChange }: ProviderFieldProps) {
  const { keyHint, key, kind } = provider
  if (keyHint !== null && key === undefined) {
    return (
      <div className="grid gap-1.5">
        <span className="font-medium">{t.assistant.key}</span>
        <div className="flex flex-wrap items-center justify-between gap-2 rounded-md border border-line py-1 ps-3 pe-1">
          <span className="inline-flex items-center gap-2 text-soft">
            <KeyRound size={14} aria-hidden="true" />
            {t.assistant.storedItEnds(keyHint.replace(/^[.…*•]+/u, ''))}
          </span>
          <Button variant="ghost" onClick={() => onChange({ ...provider, key: null })}>
            {t.assistant.replace}
          </Button>
        </div>
      </div>
    )
  }
  return (
    <Field
      label={KINDS[kind].needs.key ? t.assistant.key : t.assistant.keyOptional}
      hint={
        keyHint === null
          ? t.assistant.storedEncryptedAfterSavingNobody
          : t.assistant.theStoredKeyIsReplaced
      }
      error={error}
    >
      {(control) => (
        <Input
          {...control}
          type="password"
          dir="ltr"
          autoComplete="off"
          spellCheck={false}
          maxLength={4096}
          value={key ?? ''}
          onChange={(event) => onChange({ ...provider, key: event.target.value })}
        />
      )}
    </Field>
  )
}
