import { Plus, X } from 'lucide-react'
import { useId, useState } from 'react'
import { Button, IconButton } from '../ui/Button'
import { Input } from '../ui/Field'
import { Rich } from '../ui/Rich'
import * as t from '../words/words'

type DomainsEditorProps = {
  domains: readonly string[]
  onChange: (domains: string[]) => void
  error?: string | undefined
  disabled?: boolean
}

/** The sites whose pages may show the widget: one line each, added with Enter. */
export function DomainsEditor({ domains, onChange, error, disabled = false }: DomainsEditorProps) {
  const id = useId()
  return (
    <fieldset className="grid gap-1.5" disabled={disabled}>
      <legend className="mb-1.5 font-medium">{t.shared.allowedDomains}</legend>
      {domains.length > 0 ? (
        <ul className="divide-y divide-line rounded-md border border-line">
          {domains.map((domain) => (
            <li key={domain} className="flex min-h-9 items-center justify-between gap-2 ps-3 pe-1">
              <span dir="ltr" className="min-w-0 truncate font-mono text-small">
                {domain}
              </span>
              {disabled ? null : (
                <IconButton
                  label={t.shared.remove(domain)}
                  onClick={() => onChange(domains.filter((kept) => kept !== domain))}
                >
                  <X size={14} />
                </IconButton>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p className="rounded-md bg-waiting-soft px-3 py-2 text-waiting">
          {t.shared.noDomainYetTheWidget}
        </p>
      )}
      {disabled ? null : (
        <DomainInput id={id} domains={domains} onChange={onChange} error={error} />
      )}
      {error ? (
        <p id={`${id}-error`} className="text-small text-problem">
          {error}
        </p>
      ) : null}
      <p id={`${id}-hint`} className="text-small text-faint">
        <Rich
          text={t.shared.domainExamples}
          parts={{
            domain: <code>example.com</code>,
            subdomains: <code>*.example.com</code>,
            port: <code>example.com:8443</code>,
            local: <code>localhost</code>,
          }}
        />
      </p>
    </fieldset>
  )
}

type DomainInputProps = Pick<DomainsEditorProps, 'domains' | 'onChange' | 'error'> & { id: string }

function DomainInput({ id, domains, onChange, error }: DomainInputProps) {
  const [typed, setTyped] = useState('')
  const add = () => {
    const next = domainsWith(domains, typed)
    if (next) onChange(next)
    setTyped('')
  }
  return (
    <div className="flex gap-2">
      <Input
        aria-label={t.shared.addADomain}
        aria-describedby={error ? `${id}-error ${id}-hint` : `${id}-hint`}
        aria-invalid={error ? true : undefined}
        dir="ltr"
        inputMode="url"
        placeholder="www.example.com"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          event.preventDefault()
          add()
        }}
      />
      <Button onClick={add}>
        <Plus size={14} /> {t.shared.add}
      </Button>
    </div>
  )
}

/** Take what was typed (several at once, if pasted); null when it adds nothing. */
export function domainsWith(domains: readonly string[], typed: string): string[] | null {
  const added = typed
    .split(/[\s,;]+/)
    .map(hostOf)
    .filter((entry) => entry !== '' && !domains.includes(entry))
  return added.length > 0 ? [...domains, ...new Set(added)] : null
}

/**
 * The part that counts, of an address as one copies it from a browser. `http://` stays: it asks for
 * pages without encryption, which is the server's to allow.
 */
function hostOf(entry: string): string {
  const [, scheme = '', host = ''] = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)/i.exec(entry.trim()) ?? []
  const bare = host.replace(/^.*@/, '').replace(/\.$/, '').toLowerCase()
  return scheme.toLowerCase() === 'http://' ? `http://${bare}` : bare
}
