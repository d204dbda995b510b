import type { Conversation, ResponderMode } from '@frontdesk/protocol'
import { BotOff, ChevronDown, Sparkles, Undo2 } from 'lucide-react'
import { Menu, MenuChoices, MenuItem, MenuLine } from '../../ui/Menu'
import * as t from '../../words/words'
import { useAskForDraft, useChangeResponder } from './hooks'
import { StandingLines } from './StandingLines'

type Chosen = ResponderMode | 'default'

const CHOICES: readonly { value: Chosen; words: string; note: string }[] = [
  { value: 'default', words: t.drafts.projectDefault, note: t.drafts.theUsual },
  { value: 'auto', words: t.drafts.answersByItself, note: t.drafts.untilAPersonSteps },
  { value: 'draft', words: t.drafts.writesDrafts, note: t.drafts.youDecideWhatIsSent },
  { value: 'off', words: t.drafts.off, note: t.drafts.onlyPeopleAnswerHere },
]

const SHORT: Record<Chosen, string> = {
  default: t.drafts.assistant,
  auto: t.drafts.assistantAnswers,
  draft: t.drafts.assistantDrafts,
  off: t.drafts.assistantOff,
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
          {aiEnabled ? SHORT[mode] : t.drafts.assistantOffForThisVisitor}
          <ChevronDown size={12} aria-hidden="true" />
        </button>
      }
    >
      {isClosed || !aiEnabled ? null : (
        <>
          <MenuItem icon={<Sparkles size={15} />} onSelect={() => ask.mutate()}>
            {t.drafts.askForADraft}
          </MenuItem>
          {askedForPersonAt === null ? null : (
            <MenuItem
              icon={<Undo2 size={15} />}
              onSelect={() => change.mutate({ responderMode: 'auto' })}
            >
              {t.drafts.handBackToTheAssistant}
            </MenuItem>
          )}
          <MenuLine />
        </>
      )}
      <MenuChoices
        label={t.drafts.inThisConversation}
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
        {aiEnabled ? t.drafts.turnAiOff : t.drafts.turnAiOnAgain}
      </MenuItem>
    </Menu>
  )
}
