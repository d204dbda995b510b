import { Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import * as t from '../../../words/words'

const SETTLE_MS = 250

type SearchFieldProps = { q: string; onSearch: (q: string) => void; onClose: () => void }

/** Searches when typing pauses. */
export function SearchField({ q, onSearch, onClose }: SearchFieldProps) {
  const [typed, setTyped] = useState(q)
  useEffect(() => {
    if (typed.trim() === q) return
    const timer = setTimeout(() => onSearch(typed.trim()), SETTLE_MS)
    return () => clearTimeout(timer)
  }, [typed, q, onSearch])
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <Search size={15} className="shrink-0 text-faint" aria-hidden="true" />
      <input
        // biome-ignore lint/a11y/noAutofocus: the field appears because its button was pressed.
        autoFocus
        type="search"
        dir="auto"
        aria-label={t.list.searchConversations}
        placeholder={t.list.nameOrLastMessage}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose()
        }}
        className="h-8 min-w-0 flex-1 bg-transparent outline-none [&::-webkit-search-cancel-button]:hidden"
      />
    </div>
  )
}
