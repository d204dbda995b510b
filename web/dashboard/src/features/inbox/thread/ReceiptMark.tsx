import { Check, CheckCheck, CircleAlert, Clock3 } from 'lucide-react'
import { classes } from '../../../ui/classes'
import type { Receipt } from '../../../words/receipt'

const ICONS = {
  sending: Clock3,
  sent: Check,
  delivered: CheckCheck,
  read: CheckCheck,
  failed: CircleAlert,
}

/** ✓ and ✓✓ for the eye, words for screen readers and for whoever rests the pointer on it. */
export function ReceiptMark({ receipt }: { receipt: Receipt }) {
  const Icon = ICONS[receipt.mark]
  return (
    <span
      title={receipt.words}
      className={classes(
        receipt.mark === 'read' && 'text-accent-text',
        receipt.mark === 'failed' && 'text-problem',
      )}
    >
      <Icon size={14} aria-hidden="true" />
      <span className="sr-only">{receipt.words}</span>
    </span>
  )
}
