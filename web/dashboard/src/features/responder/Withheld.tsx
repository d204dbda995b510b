import { ShieldAlert } from 'lucide-react'
import type { ReactNode } from 'react'

/** Why an answer would not reach the visitor by itself. */
export function Withheld({ children }: { children: ReactNode }) {
  return (
    <p className="flex max-w-[72ch] gap-1.5 text-small text-waiting">
      <ShieldAlert size={14} aria-hidden="true" className="mt-0.5 shrink-0" />
      <span dir="auto">{children}</span>
    </p>
  )
}
