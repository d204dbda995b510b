import { Field, Input } from '../../ui/Field'
import { Rich } from '../../ui/Rich'
import * as t from '../../words/words'
import { type EditedProvider, LOCAL_SERVERS, withAddress } from './providers'

export type ProviderFieldProps = {
  provider: EditedProvider
  error: string | undefined
  onChange: (provider: EditedProvider) => void
}

export function AddressField({ provider, error, onChange }: ProviderFieldProps) {
  return (
    <div className="grid gap-1.5">
      <Field label={t.assistant.address} hint={t.assistant.upToV1} error={error}>
        {(control) => (
          <Input
            {...control}
            type="url"
            dir="ltr"
            autoCapitalize="off"
            spellCheck={false}
            maxLength={2048}
            placeholder="https://models.example.com/v1"
            value={provider.baseUrl ?? ''}
            onChange={(event) => onChange(withAddress(provider, event.target.value))}
          />
        )}
      </Field>
      <p className="flex flex-wrap items-center gap-1 text-small text-faint">
        {t.assistant.usualOnes}
        {LOCAL_SERVERS.map(({ words, address }) => (
          <button
            key={words}
            type="button"
            title={address}
            onClick={() => onChange(withAddress(provider, address))}
            className="min-h-8 rounded-full border border-line px-2.5 text-soft hover:bg-hover hover:text-ink max-md:min-h-11"
          >
            {words}
          </button>
        ))}
        <span className="w-full text-pretty">
          <Rich
            text={t.assistant.ownNetwork}
            parts={{ setting: <code className="font-mono">PRIVATE_HOSTS</code> }}
          />
        </span>
      </p>
    </div>
  )
}
