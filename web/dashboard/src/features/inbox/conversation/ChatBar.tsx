import type { Conversation, Priority } from '@frontdesk/protocol'
import { ChevronDown, Flag } from 'lucide-react'
import { useLive } from '../../../live/LiveProvider'
import { TagChip } from '../../../shared/TagChip'
import { useAction } from '../../../shared/useAction'
import { Menu, MenuChoices } from '../../../ui/Menu'
import { PRIORITIES, PRIORITY_WORDS, PriorityMark } from '../../../ui/PriorityMark'
import * as t from '../../../words/words'
import { ResponderMenu } from '../../responder/ResponderMenu'
import { AddTag } from '../details/AddTag'

/** Under the name: how urgent it is and what it is about. */
export function ChatBar({ conversation }: { conversation: Conversation }) {
  const { chats } = useLive()
  const { id, tags } = conversation
  const remove = useAction((name: string) =>
    chats.changeTags(id, (now) => now.filter((tag) => tag !== name)),
  )
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-1.5 border-b border-line px-2.5 py-1 max-md:flex-nowrap max-md:overflow-x-auto [&>*]:shrink-0">
      <PriorityMenu conversation={conversation} />
      {tags.map((tag) => (
        <TagChip key={tag} name={tag} onRemove={() => remove.mutate(tag)} />
      ))}
      <AddTag conversation={conversation} />
      <ResponderMenu conversation={conversation} />
    </div>
  )
}

function PriorityMenu({ conversation }: { conversation: Conversation }) {
  const { chats } = useLive()
  const { id, priority } = conversation
  const set = useAction((chosen: Priority) => chats.setPriority(id, chosen))
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={t.conversation.priorityIs(PRIORITY_WORDS[priority])}
          className="inline-flex min-h-8 items-center gap-1 rounded-full px-2 text-small text-soft hover:bg-hover max-md:min-h-11"
        >
          {priority === 'normal' ? (
            <>
              <Flag size={12} aria-hidden="true" /> {t.conversation.priority}
            </>
          ) : (
            <PriorityMark priority={priority} />
          )}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
    >
      <MenuChoices
        label={t.conversation.priority}
        value={priority}
        onChange={(chosen) => set.mutate(chosen)}
        choices={PRIORITIES.map((value) => ({ value, words: PRIORITY_WORDS[value] }))}
      />
    </Menu>
  )
}
