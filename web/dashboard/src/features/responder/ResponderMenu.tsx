import type { Conversation, ResponderMode } from '@frontdesk/protocol'
import { BotOff, ChevronDown, Sparkles, Undo2 } from 'lucide-react'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/Menu'
import { useAskForDraft, useChangeResponder } from './hooks'
import { StandingLines } from './StandingLines'

type Chosen = ResponderMode | 'default'

const CHOICES: readonly { value: Chosen; words: string; note: string }[] = [
  { value: 'default', words: 'As the project says', note: 'The usual' },
  { value: 'auto', words: 'Answers by itself', note: 'Until a person steps in' },
  { value: 'draft', words: 'Writes drafts', note: 'You decide what is sent' },
  { value: 'off', words: 'Off', note: 'Only people answer here' },
]

const SHORT: Record<Chosen, string> = {
  default: 'Assistant',
  auto: 'Assistant: answers',
  draft: 'Assistant: drafts',
  off: 'Assistant: off',
}

/** What the assistant may do in this one conversation. */
export function ResponderMenu({ conversation }: { conversation: Conversation }) {
  const change = useChangeResponder(conversation)
  const ask = useAskForDraft(conversation.id)
  const { aiEnabled, askedForPersonAt, chatState } = conversation
  const mode: Chosen = conversation.responderMode ?? 'default'
  const isClosed = chatState === 'completed'
  return (
    <Menu
      trigger={
        <button
          type="button"
          className="inline-flex min-h-8 items-center gap-1 rounded-full px-2 text-small text-soft hover:bg-hover max-md:min-h-11"
        >
          <Sparkles size={12} aria-hidden="true" />
          {aiEnabled ? SHORT[mode] : 'Assistant: off for this visitor'}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
    >
      {isClosed || !aiEnabled ? null : (
        <>
          <MenuItem icon={<Sparkles size={15} />} onSelect={() => ask.mutate()}>
            Ask for a draft
          </MenuItem>
          {askedForPersonAt === null ? null : (
            <MenuItem
              icon={<Undo2 size={15} />}
              onSelect={() => change.mutate({ responderMode: 'auto' })}
            >
              Hand back to the assistant
            </MenuItem>
          )}
          <MenuLine />
        </>
      )}
      <MenuChoices
        label="In this conversation"
        value={mode}
        onChange={(chosen) =>
          change.mutate({ responderMode: chosen === 'default' ? null : chosen })
        }
        choices={CHOICES}
      />
      <MenuLine />
      <StandingLines conversation={conversation} />
      <MenuLine />
      <MenuItem
        icon={aiEnabled ? <BotOff size={15} /> : <Sparkles size={15} />}
        onSelect={() => change.mutate({ aiEnabled: !aiEnabled })}
      >
        {aiEnabled ? 'Turn AI off for this visitor' : 'Turn AI on again'}
      </MenuItem>
    </Menu>
  )
}
