import { Switch as Radix } from 'radix-ui'
import { type ReactNode, useId } from 'react'

type SwitchProps = {
  label: string
  hint?: ReactNode
  checked: boolean
  onChange: (checked: boolean) => void
  disabled?: boolean | undefined
}

export function Switch({ label, hint, checked, onChange, disabled = false }: SwitchProps) {
  const id = useId()
  return (
    <div className="flex min-h-8 items-center justify-between gap-4">
      <label htmlFor={id} className="grid">
        <span className="font-medium">{label}</span>
        {hint ? <span className="text-small text-faint">{hint}</span> : null}
      </label>
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        onCheckedChange={onChange}
        className="relative h-5 w-9 shrink-0 rounded-full bg-line-strong transition-colors data-[state=checked]:bg-accent disabled:opacity-50"
      >
        <Radix.Thumb className="ms-0.5 block size-4 rounded-full bg-surface transition-[margin] data-[state=checked]:ms-4.5" />
      </Radix.Root>
    </div>
  )
}
