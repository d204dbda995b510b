import { ListFilter } from 'lucide-react'
import { Popover } from 'radix-ui'
import { IconButton } from '../../../ui/Button'
import { classes } from '../../../ui/classes'
import * as t from '../../../words/words'
import { FilterPicker } from './FilterPicker'
import type { InboxFiltering } from './useFilter'

/** Opens everything the list can be narrowed by. It stays open, so that several can be chosen. */
export function FilterButton({ filtering }: { filtering: InboxFiltering }) {
  const count = filtering.choices.filter(({ isOn }) => isOn).length
  return (
    <Popover.Root>
      <Popover.Trigger asChild>
        <IconButton
          label={count === 0 ? t.list.filterConversations : t.list.filterConversationsOn(count)}
          keys="⇧F"
          data-shortcut="filter"
          className={classes(count > 0 && 'text-accent-text')}
        >
          <span className="relative">
            <ListFilter size={16} />
            {count > 0 ? (
              <span className="absolute -end-1 -top-1 size-2 rounded-full border border-surface bg-accent" />
            ) : null}
          </span>
        </IconButton>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t.list.filterConversations}
          className="fades z-50 w-72 max-w-[calc(100vw-16px)] rounded-md bg-raised shadow-float outline-none"
        >
          <FilterPicker filtering={filtering} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
