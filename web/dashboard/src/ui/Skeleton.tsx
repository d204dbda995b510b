import type { ReactNode } from 'react'
import { useEffect, useState } from 'react'
import { classes } from './classes'

const PATIENCE_MS = 200

/** Show what is being waited for only once the wait is long enough to be noticed. */
export function Delayed({ children }: { children: ReactNode }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  return late ? children : null
}

export function SkeletonBlock({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={classes('shimmer block rounded-sm bg-hover', className)} />
  )
}
