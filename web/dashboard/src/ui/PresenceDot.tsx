import * as t from '../words/words'
import { classes } from './classes'

/** Filled when here, hollow when not; the words are for those who cannot see the dot. */
export function PresenceDot({ online, className }: { online: boolean; className?: string }) {
  return (
    <span
      className={classes(
        'inline-block size-2 shrink-0 rounded-full border',
        online ? 'border-done bg-done' : 'border-line-strong bg-transparent',
        className,
      )}
    >
      <span className="sr-only">{online ? t.ui.online : t.ui.offline}</span>
    </span>
  )
}
