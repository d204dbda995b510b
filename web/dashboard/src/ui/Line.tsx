import type { ReactNode } from 'react'
import { classes } from './classes'

/**
 * One line of somebody's own words: written in their direction, cut at their end, but standing
 * where the page's own direction puts it.
 */
export function Line({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <span className={classes('flex min-w-0', className)}>
      <span dir="auto" className="truncate">
        {children}
      </span>
    </span>
  )
}
