import { useParams } from '@tanstack/react-router'
import { ChevronDown, Search, X } from 'lucide-react'
import { useState } from 'react'
import { useInbox } from '../../../live/inbox'
import { FILTERS, type InboxSearch, STATUS_WORDS } from '../../../live/inbox-filter'
import { filterKey } from '../../../live/list-rows'
import { Button, IconButton } from '../../../ui/Button'
import { Menu, MenuChoices } from '../../../ui/Menu'
import * as t from '../../../words/words'
import { ConversationList } from './ConversationList'
import { FilterButton } from './FilterButton'
import { FilterChips } from './FilterChips'
import { ListStates } from './ListStates'
import { SearchField } from './SearchField'
import { SoundMenu } from './SoundMenu'
import { type InboxFiltering, useFilter } from './useFilter'

export function ListPane({ projectId }: { projectId: number }) {
  const filtering = useFilter(projectId)
  const { conversationId } = useParams({ strict: false })
  const source = useInbox(filtering.filter)
  return (
    <section aria-label={t.list.conversations} className="flex h-full min-w-0 flex-col">
      <ListHeader filtering={filtering} />
      <FilterChips filtering={filtering} />
      {source.state === 'ready' && source.rows.length > 0 ? (
        <ConversationList
          key={filterKey(filtering.filter)}
          source={source}
          selectedId={Number(conversationId ?? 0)}
        />
      ) : (
        <ListStates projectId={projectId} source={source} filtering={filtering} />
      )}
    </section>
  )
}

function ListHeader({ filtering }: { filtering: InboxFiltering }) {
  const { status, q } = filtering.filter
  const [searching, setSearching] = useState(q !== '')
  const choose = (next: InboxSearch) => filtering.change({ ...filtering.search, ...next })
  const stop = () => {
    setSearching(false)
    choose({ q: '' })
  }
  return (
    <header className="flex min-h-13 items-center gap-1 border-b border-line ps-4 pe-2">
      {searching ? (
        <>
          <SearchField q={q} onSearch={(words) => choose({ q: words })} onClose={stop} />
          <IconButton label={t.list.closeSearch} onClick={stop}>
            <X size={16} />
          </IconButton>
        </>
      ) : (
        <>
          <h2 className="flex-1 text-title font-semibold">{t.list.inbox}</h2>
          <IconButton
            label={t.list.searchConversations}
            keys="f"
            data-shortcut="search"
            onClick={() => setSearching(true)}
          >
            <Search size={16} />
          </IconButton>
          <FilterButton filtering={filtering} />
          <Menu
            align="end"
            trigger={
              <Button
                variant="ghost"
                className="gap-1 px-2"
                aria-label={t.list.showStatus(STATUS_WORDS[status])}
              >
                {STATUS_WORDS[status]} <ChevronDown size={14} aria-hidden="true" />
              </Button>
            }
          >
            <MenuChoices
              label={t.list.show}
              value={status}
              onChange={(chosen) => choose({ status: chosen })}
              choices={FILTERS.map((value) => ({ value, words: STATUS_WORDS[value] }))}
            />
          </Menu>
          <SoundMenu />
        </>
      )}
    </header>
  )
}
