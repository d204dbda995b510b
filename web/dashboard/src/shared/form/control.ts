import type { ReactNode } from 'react'

/** What every field component gets: its words, what stands in it, and where a change goes. */
export type Control<Value> = {
  label: string
  hint: ReactNode
  disabled: boolean | undefined
  error: string | undefined
  value: Value
  onChange: (value: Value) => void
}
