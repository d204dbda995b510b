import { ArrowDown, ArrowUp, KeyRound, Pencil, X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { IconButton } from '../../ui/Button'
import { Line } from '../../ui/Line'
import { shortUrl } from '../../words/links'
import * as t from '../../words/words'
import { type EditedProvider, hasKey, KINDS } from './providers'

type RowProps = {
  provider: EditedProvider
  place: number
  count: number
  problem: string | undefined
  onMove: (from: number, to: number) => void
  onEdit: () => void
  onRemove: () => void
}

export function ProviderRow(props: RowProps) {
  const { provider, place, count, problem, onMove, onEdit, onRemove } = props
  const name = provider.name || KINDS[provider.kind].words
  const onKeyDown = (event: KeyboardEvent<HTMLLIElement>) => {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(place, event.key === 'ArrowUp' ? place - 1 : place + 1)
  }
  return (
    <li
      // Focus follows a row that was moved by keyboard.
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-3 pe-1.5 first:rounded-t-md last:rounded-b-md focus-visible:outline-offset-[-2px]"
    >
      <span aria-hidden="true" className="w-4 text-center text-small text-faint nums">
        {place + 1}
      </span>
      <span className="grid min-w-36 flex-1 gap-0.5">
        <Line className="font-medium">{name}</Line>
        <Facts provider={provider} />
        {problem ? <span className="text-small text-problem">{problem}</span> : null}
      </span>
      <span className="ms-auto flex">
        <IconButton
          label={t.assistant.askEarlier(name)}
          keys="Alt ↑"
          disabled={place === 0}
          onClick={() => onMove(place, place - 1)}
        >
          <ArrowUp size={15} />
        </IconButton>
        <IconButton
          label={t.assistant.askLater(name)}
          keys="Alt ↓"
          disabled={place === count - 1}
          onClick={() => onMove(place, place + 1)}
        >
          <ArrowDown size={15} />
        </IconButton>
        <IconButton label={t.assistant.edit(name)} onClick={onEdit}>
          <Pencil size={14} />
        </IconButton>
        <IconButton label={t.assistant.remove(name)} onClick={onRemove}>
          <X size={15} />
        </IconButton>
      </span>
    </li>
  )
}

/** `OpenAI · gpt-5-mini · key ends in a1b2`: of a key, never more than its end. */
function Facts({ provider }: { provider: EditedProvider }) {
  const { kind, name, model, baseUrl } = provider
  const facts = [name && name !== KINDS[kind].words ? KINDS[kind].words : '', model].filter(Boolean)
  return (
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 text-small text-faint">
      {facts.length > 0 ? <span className="min-w-0 break-words">{facts.join(' · ')}</span> : null}
      {baseUrl ? (
        <span dir="ltr" className="min-w-0 truncate font-mono">
          {shortUrl(baseUrl)}
        </span>
      ) : null}
      {hasKey(provider) ? (
        <span className="inline-flex items-center gap-1">
          <KeyRound size={11} aria-hidden="true" />
          {provider.key === undefined
            ? t.assistant.keyEnds(lastOf(provider.keyHint))
            : t.assistant.newKey}
        </span>
      ) : null}
    </span>
  )
}

function lastOf(hint: string | null): string {
  return (hint ?? '').replace(/^[.…*•]+/u, '')
}
