import { Dialog } from 'radix-ui'
import { useState } from 'react'
import { isComposing } from '../ui/keys'
import { CommandList } from './CommandList'
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
            <Dialog.Title className="sr-only">Go to anything</Dialog.Title>
            <Palette onClose={() => onOpenChange(false)} />
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState(0)
  const found = matching(useCommands(typed), typed)
  const run = (command: Command | undefined) => {
    if (!command) return
    onClose()
    command.run()
  }
  const onKeyDown = (event: React.KeyboardEvent) => {
    if (isComposing(event.nativeEvent)) return
    if (event.key === 'Enter') run(found[place])
    else if (event.key === 'ArrowDown') setPlace(Math.min(place + 1, found.length - 1))
    else if (event.key === 'ArrowUp') setPlace(Math.max(place - 1, 0))
    else return
    event.preventDefault()
  }
  return (
    <>
      <input
        dir="auto"
        role="combobox"
        aria-expanded="true"
        aria-controls="commands"
        aria-activedescendant={found[place] ? `command-${found[place].id}` : undefined}
        aria-label="Go to anything"
        placeholder="Find a conversation, a page, an action…"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value)
          setPlace(0)
        }}
        onKeyDown={onKeyDown}
        className="h-12 w-full border-b border-line bg-transparent px-4 text-message outline-none"
      />
      <CommandList commands={found} place={place} onPoint={setPlace} onRun={run} />
    </>
  )
}
