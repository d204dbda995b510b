import { Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '../../ui/Button'
import * as t from '../../words/words'
import { ProviderDialog } from './ProviderDialog'
import { ProviderRow } from './ProviderRow'
import { type EditedProvider, KINDS, MOST_PROVIDERS, moved, newProvider } from './providers'

type EditorProps = {
  providers: readonly EditedProvider[]
  onChange: (providers: EditedProvider[]) => void
  wrong: Record<string, string>
}

/** The language models in the order they are asked. */
export function ProvidersEditor({ providers, onChange, wrong }: EditorProps) {
  const [editing, setEditing] = useState<EditedProvider | null>(null)
  const [said, say] = useState('')
  const list = useRef<HTMLOListElement>(null)
  const move = (from: number, to: number) => {
    const next = moved(providers, from, to)
    if (next === providers) return
    onChange([...next])
    say(t.assistant.isNowNumber(nameOf(providers[from]), to + 1, providers.length))
    focusRow(list.current, to)
  }
  const remove = (place: number) => {
    onChange(providers.filter((_, other) => other !== place))
    say(t.assistant.isRemoved(nameOf(providers[place])))
  }
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {providers.length === 0 ? (
        <p className="rounded-md bg-sunken px-3 py-2 text-soft">{t.assistant.noneYetTheBuilt}</p>
      ) : (
        <ol ref={list} className="divide-y divide-line rounded-md border border-line">
          {providers.map((provider, place) => (
            <ProviderRow
              key={provider.handle}
              provider={provider}
              place={place}
              count={providers.length}
              problem={problemOf(wrong, place)}
              onMove={move}
              onEdit={() => setEditing(provider)}
              onRemove={() => remove(place)}
            />
          ))}
        </ol>
      )}
      {wrong['providers'] ? (
        <p role="alert" className="text-small text-problem">
          {wrong['providers']}
        </p>
      ) : null}
      <div>
        <Button
          onClick={() => setEditing(newProvider())}
          disabled={providers.length >= MOST_PROVIDERS}
        >
          <Plus size={14} aria-hidden="true" /> {t.assistant.addAModel}
        </Button>
      </div>
      <span role="status" className="sr-only">
        {said}
      </span>
      {editing ? (
        <ProviderDialog
          key={editing.handle}
          provider={editing}
          isNew={providers.every(({ handle }) => handle !== editing.handle)}
          onClose={() => setEditing(null)}
          onDone={(done) => {
            onChange(withProvider(providers, done))
            setEditing(null)
          }}
        />
      ) : null}
    </div>
  )
}

function withProvider(providers: readonly EditedProvider[], one: EditedProvider): EditedProvider[] {
  const isKnown = providers.some(({ handle }) => handle === one.handle)
  if (!isKnown) return [...providers, one]
  return providers.map((other) => (other.handle === one.handle ? one : other))
}

/** The server names a field of a row by its place: `providers[1].baseUrl`. */
export function problemOf(wrong: Record<string, string>, place: number): string | undefined {
  const [, words] =
    Object.entries(wrong).find(([field]) =>
      new RegExp(`^providers(\\.${place}|\\[${place}\\])(\\.|$)`).test(field),
    ) ?? []
  return words
}

function nameOf(provider: EditedProvider | undefined): string {
  if (!provider) return ''
  return provider.name || KINDS[provider.kind].words
}

/** Whoever moves something by keyboard goes with it. */
function focusRow(list: HTMLOListElement | null, place: number): void {
  requestAnimationFrame(() => {
    const row = list?.children[place]
    if (row instanceof HTMLElement) row.focus()
  })
}
