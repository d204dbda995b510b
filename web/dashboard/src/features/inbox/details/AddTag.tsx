import type { Conversation } from '@frontdesk/protocol'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { Popover } from 'radix-ui'
import { useId, useState } from 'react'
import { tagsQuery } from '../../../api/routing-queries'
import { useLive } from '../../../live/LiveProvider'
import { TagDot } from '../../../shared/TagChip'
import { useAction } from '../../../shared/useAction'
import { Options, onListKey, optionId } from '../../../ui/Options'
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
          <Plus size={12} aria-hidden="true" /> Tag
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={8}
          aria-label="Add a tag"
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
  const [place, setPlace] = useState(0)
  const id = useId()
  const choices = tagChoices(tags, conversation.tags, typed)
  const add = useAction((name: string) =>
    chats.changeTags(conversation.id, (now) => (now.includes(name) ? [...now] : [...now, name])),
  )
  const choose = (choice: TagChoice | undefined) => {
    if (!choice) return
    add.mutate(choice.name)
    onDone()
  }
  return (
    <>
      <input
        role="combobox"
        aria-label="Tag"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={choices[place] ? optionId(id, place) : undefined}
        dir="auto"
        maxLength={50}
        placeholder="Find or make a tag…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setPlace(0)
        }}
        onKeyDown={(event) =>
          onListKey(event, choices.length, setPlace, () => choose(choices[place]))
        }
        className="h-10 w-full border-b border-line bg-transparent px-3 outline-none"
      />
      {choices.length === 0 ? (
        <p id={id} className="px-3 py-3 text-soft">
          Type a word to make the first tag.
        </p>
      ) : (
        <Options
          id={id}
          label="Tags"
          options={choices.map((choice) => ({
            key: choice.name,
            content: <ChoiceWords choice={choice} />,
          }))}
          place={place}
          onPoint={setPlace}
          onChoose={(index) => choose(choices[index])}
        />
      )}
    </>
  )
}

function ChoiceWords({ choice }: { choice: TagChoice }) {
  return (
    <>
      <TagDot colour={choice.colour} />
      <span dir="auto" className="min-w-0 flex-1 truncate">
        {choice.isNew ? `Make “${choice.name}”` : choice.name}
      </span>
    </>
  )
}
