import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '../../../ui/Button'
import * as t from '../../../words/words'

type PanelProps = { title: ReactNode; onClose: () => void; children: ReactNode }

/** What stands beside the canvas; on a phone it covers it. */
export function Panel({ title, onClose, children }: PanelProps) {
  return (
    <aside className="flex w-90 shrink-0 flex-col border-s border-line bg-surface max-md:absolute max-md:inset-0 max-md:z-10 max-md:w-full">
      <header className="flex min-h-12 items-center justify-between gap-2 border-b border-line ps-4 pe-2">
        <h3 className="min-w-0 truncate text-message font-semibold">{title}</h3>
        <IconButton label={t.steps.close} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div className="grid min-h-0 flex-1 content-start gap-5 overflow-y-auto p-4">{children}</div>
    </aside>
  )
}
