import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { tagsQuery } from '../api/routing-queries'
import { useLive } from '../live/LiveProvider'
import * as t from '../words/words'

type TagChipProps = { name: string; onRemove?: () => void }

/** A tag with its colour; the colour is decoration, the word is the tag. */
export function TagChip({ name, onRemove }: TagChipProps) {
  const { data: tags } = useQuery(tagsQuery(useLive().projectId))
  const colour = tags?.find((tag) => tag.name === name)?.colour
  return (
    <span className="inline-flex h-6 max-w-48 items-center gap-1.5 rounded-full border border-line bg-surface px-2 text-small text-soft">
      <TagDot colour={colour} />
      <span dir="auto" className="truncate">
        {name}
      </span>
      {onRemove ? (
        <button
          type="button"
          aria-label={t.shared.removeTag(name)}
          onClick={onRemove}
          className="-me-1.5 grid size-6 place-items-center rounded-full text-faint hover:text-ink"
        >
          <X size={12} />
        </button>
      ) : null}
    </span>
  )
}

export function TagDot({ colour }: { colour: string | undefined }) {
  return (
    <span
      aria-hidden="true"
      className="size-2 shrink-0 rounded-full bg-line-strong"
      style={colour ? { backgroundColor: colour } : undefined}
    />
  )
}
