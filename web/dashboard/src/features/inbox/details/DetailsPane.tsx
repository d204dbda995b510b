import type { Conversation } from '@frontdesk/protocol'
import { X } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { closeDetailsSheet, useDetails, useIsWide } from '../../../live/layout'
import { IconButton } from '../../../ui/Button'
import { focusFirstField } from '../../../ui/Dialog'
import { ErrorBoundary } from '../../../ui/ErrorBoundary'
import * as t from '../../../words/words'
import { DetailsTabs } from './DetailsTabs'

/** Beside the thread on a wide screen, a sheet over it on a narrow one. */
export function DetailsPane({ conversation }: { conversation: Conversation }) {
  const details = useDetails()
  const wide = useIsWide()
  if (wide) {
    if (!details.beside) return null
    return (
      <aside
        aria-label={t.details.visitor}
        className="w-80 shrink-0 overflow-y-auto border-s border-line bg-surface"
      >
        <Details conversation={conversation} />
      </aside>
    )
  }
  return (
    <Dialog.Root
      open={details.over}
      onOpenChange={(open) => (open ? undefined : closeDetailsSheet())}
    >
      <Dialog.Portal>
        <div className="fades fixed inset-0 z-40 bg-scrim">
          <Dialog.Content
            aria-describedby={undefined}
            onOpenAutoFocus={focusFirstField}
            className="arrives fixed inset-y-0 end-0 w-80 max-w-full overflow-y-auto bg-surface shadow-float outline-none max-md:w-full"
          >
            <Dialog.Title className="sr-only">{t.details.visitorDetails}</Dialog.Title>
            <Dialog.Close asChild>
              <IconButton label={t.details.closeDetails} className="absolute end-2 top-2 z-10">
                <X size={16} />
              </IconButton>
            </Dialog.Close>
            <Details conversation={conversation} />
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Details({ conversation }: { conversation: Conversation }) {
  return (
    <ErrorBoundary title={t.details.theDetailsCould} resetKey={conversation.id}>
      <DetailsTabs conversation={conversation} />
    </ErrorBoundary>
  )
}
