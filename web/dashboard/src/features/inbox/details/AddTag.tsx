import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useState } from 'react'
import { tagsQuery } from '../../../api/routing-queries'
import { useLive } from '../../../live/LiveProvider'
import { TagDot } from '../../../shared/TagChip'
import { useAction } from '../../../shared/useAction'
import { Combobox } from '../../../ui/Combobox'
import * as t from '../../../words/words'
import { type TagChoice, tagChoices } from './tag-choices'

export function AddTag({ conversation }: { conversation: Conversation }) {
  const [open, setOpen] = useState(false)
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="inline-flex min-h-8 items-center gap-1 rounded-full px-2 text-small text-faint hover:bg-hover hover:text-ink max-md:min-h-11"
        >
          <Plus size={12} aria-hidden="true" /> {t.details.tag}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label={t.details.addATag}
          className="fades z-50 w-64 rounded-md bg-raised shadow-float outline-none"
        >
          <TagPicker conversation={conversation} onDone={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}

type PickerProps = { conversation: Conversation; onDone: () => void }

function TagPicker({ conversation, onDone }: PickerProps) {
  const { chats, projectId } = useLive()
  const { data: tags = [] } = useQuery(tagsQuery(projectId))
  const [typed, setTyped] = useState('')
  const add = useAction((name: string) =>
    chats.changeTags(conversation.id, (now) => (now.includes(name) ? [...now] : [...now, name])),
  )
  const choices = tagChoices(tags, conversation.tags, typed).map((choice) => ({
    key: choice.name,
    content: <ChoiceWords choice={choice} />,
    choose: () => {
      add.mutate(choice.name)
      onDone()
    },
  }))
  return (
    <Combobox
      label={t.details.tag}
      listLabel={t.details.tags}
      placeholder={t.details.findOrMakeATag}
      maxLength={50}
      typed={typed}
      onType={setTyped}
      choices={choices}
      empty={t.details.typeAWordToMake}
    />
  )
}

function ChoiceWords({ choice }: { choice: TagChoice }) {
  return (
    <>
      <TagDot colour={choice.colour} />
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {choice.isNew ? t.details.makeTag(choice.name) : choice.name}
      </span>
    </>
  )
}
