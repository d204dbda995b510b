import { ConciergeBell } from 'lucide-react'

export function Logo() {
  return (
    <span
      aria-hidden="true"
      className="inline-grid size-8 place-items-center rounded-md bg-accent text-on-accent"
    >
      <ConciergeBell size={18} strokeWidth={2} />
    </span>
  )
}
