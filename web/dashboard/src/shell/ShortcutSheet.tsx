import { Dialog } from '../ui/Dialog'
import { Kbd } from '../ui/Kbd'
import * as t from '../words/words'
import { SHORTCUTS } from './shortcuts'

type SheetProps = { open: boolean; onOpenChange: (open: boolean) => void }

export function ShortcutSheet({ open, onOpenChange }: SheetProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t.shell.keyboardShortcuts}>
      <div className="grid gap-5">
        {SHORTCUTS.map((group) => (
          <section key={group.title}>
            <h3 className="mb-1 text-small font-medium text-faint">{group.title}</h3>
            <dl className="divide-y divide-line">
              {group.keys.map((shortcut) => (
                <div
                  key={shortcut.words}
                  className="flex min-h-8 items-center justify-between gap-4"
                >
                  <dt>{shortcut.words}</dt>
                  <dd className="flex gap-1">
                    {shortcut.keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
