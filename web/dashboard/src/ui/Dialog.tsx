import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import * as t from '../words/words'
import { Button, IconButton } from './Button'
import { classes } from './classes'

type DialogProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description?: ReactNode
  children: ReactNode
  wide?: boolean
}

/**
 * Radix's own Overlay locks scrolling by injecting a <style> element, which our content
 * policy forbids. The scrim is therefore a plain element: Radix still traps focus, hides the
 * rest from screen readers and closes on Escape or a press outside.
 */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  wide = false,
}: DialogProps) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <div className="fades fixed inset-0 z-40 grid place-items-center overflow-y-auto bg-scrim p-4">
          <Radix.Content
            {...(description ? {} : { 'aria-describedby': undefined })}
            onOpenAutoFocus={focusFirstField}
            className={classes(
              'arrives w-full rounded-lg bg-raised p-5 shadow-float outline-none',
              wide ? 'max-w-2xl' : 'max-w-md',
            )}
          >
            <header className="mb-4 flex items-start justify-between gap-4">
              <div>
                <Radix.Title className="text-title font-semibold">{title}</Radix.Title>
                {description ? (
                  <Radix.Description className="mt-1 text-soft">{description}</Radix.Description>
                ) : null}
              </div>
              <Radix.Close asChild>
                <IconButton label={t.ui.close} className="-me-1.5 -mt-1">
                  <X size={16} />
                </IconButton>
              </Radix.Close>
            </header>
            {children}
          </Radix.Content>
        </div>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** The first field, else the dialog itself: never the close button, whose tooltip would pop up. */
export function focusFirstField(event: Event): void {
  event.preventDefault()
  const content = event.currentTarget as HTMLElement
  const field = content.querySelector<HTMLElement>('input, select, textarea')
  ;(field ?? content).focus()
}

type ConfirmProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  title: string
  description: ReactNode
  action: string
  /** What not doing it is called. */
  cancel?: string
  busy?: boolean
  onConfirm: () => void
}

export function Confirm({
  action,
  cancel = t.ui.cancel,
  busy = false,
  onConfirm,
  ...dialog
}: ConfirmProps) {
  return (
    <Dialog {...dialog}>
      <div className="flex flex-row-reverse flex-wrap justify-start gap-2">
        <Button variant="danger" busy={busy} onClick={onConfirm}>
          {action}
        </Button>
        <Button onClick={() => dialog.onOpenChange(false)}>{cancel}</Button>
      </div>
    </Dialog>
  )
}
