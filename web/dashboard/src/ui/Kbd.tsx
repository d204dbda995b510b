import type { ReactNode } from 'react'
import { classes } from './classes'

export function Kbd({ children, inverse = false }: { children: ReactNode; inverse?: boolean }) {
  return (
    <kbd
      className={classes(
        'inline-flex min-w-5 items-center justify-center rounded-tight border px-1 font-sans text-caption leading-4 nums',
        inverse ? 'border-current opacity-80' : 'border-line bg-sunken text-soft',
      )}
    >
      {children}
    </kbd>
  )
}
