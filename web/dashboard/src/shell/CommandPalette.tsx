import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { Combobox } from '../ui/Combobox'
import { Kbd } from '../ui/Kbd'
import { Line } from '../ui/Line'
import * as t from '../words/words'
import { type Command, matching, useCommands } from './commands'

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function CommandPalette({ open, onOpenChange }: PaletteProps) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <div className="fades fixed inset-0 z-40 bg-scrim px-4 pt-[12vh]">
          <Dialog.Content
            aria-describedby={undefined}
            className="arrives mx-auto w-full max-w-xl overflow-hidden rounded-lg bg-raised shadow-float outline-none"
          >
            <Dialog.Title className="sr-only">{t.shell.goToAnything}</Dialog.Title>
            <Palette onClose={() => onOpenChange(false)} />
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const choices = matching(useCommands(typed), typed).map((command) => ({
    key: command.id,
    content: <CommandContent command={command} />,
    choose: () => {
      onClose()
      command.run()
    },
  }))
  return (
    <Combobox
      size="large"
      label={t.shell.goToAnything}
      listLabel={t.shell.results}
      placeholder={t.shell.findAConversationAPage}
      typed={typed}
      onType={setTyped}
      choices={choices}
      empty={t.shell.noMatches}
    />
  )
}

function CommandContent({ command: { icon, words, note, keys } }: { command: Command }) {
  return (
    <>
      <span aria-hidden="true" className="shrink-0 text-faint">
        {icon}
      </span>
      <Line className="flex-1">{words}</Line>
      {note ? <span className="max-w-44 truncate text-small text-faint">{note}</span> : null}
      {keys ? <Kbd>{keys}</Kbd> : null}
    </>
  )
}
