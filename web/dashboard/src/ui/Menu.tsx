import { Check } from 'lucide-react'
import { DropdownMenu as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { classes } from './classes'
import { Kbd } from './Kbd'

type MenuProps = {
  trigger: ReactNode
  children: ReactNode
  align?: 'start' | 'end'
  side?: 'bottom' | 'top' | 'right'
}

/** `modal={false}`: the modal kind locks scrolling with an injected <style>, which our policy forbids. */
export function Menu({ trigger, children, align = 'start', side = 'bottom' }: MenuProps) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          className="fades z-50 max-h-[70vh] min-w-48 max-w-80 overflow-y-auto rounded-md bg-raised p-1 shadow-float"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

const ITEM =
  'flex min-h-8 cursor-default items-center gap-2.5 rounded-sm px-2 py-1 text-body outline-none select-none ' +
  'data-highlighted:bg-hover data-disabled:text-faint max-md:min-h-11'

type ItemProps = {
  onSelect: () => void
  icon?: ReactNode
  keys?: string
  danger?: boolean
  children: ReactNode
}

export function MenuItem({ onSelect, icon, keys, danger = false, children }: ItemProps) {
  return (
    <Radix.Item onSelect={onSelect} className={classes(ITEM, danger && 'text-problem')}>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {keys ? <Kbd>{keys}</Kbd> : null}
    </Radix.Item>
  )
}

type ChoicesProps<Value extends string> = {
  label?: string
  value: Value
  onChange: (value: Value) => void
  choices: readonly { value: Value; words: string; icon?: ReactNode; note?: string }[]
}

export function MenuChoices<Value extends string>({
  label,
  value,
  onChange,
  choices,
}: ChoicesProps<Value>) {
  return (
    <Radix.RadioGroup value={value} onValueChange={(chosen) => onChange(chosen as Value)}>
      {label ? <MenuLabel>{label}</MenuLabel> : null}
      {choices.map((choice) => (
        <Radix.RadioItem key={choice.value} value={choice.value} className={ITEM}>
          {choice.icon}
          <span className="min-w-0 flex-1">
            <span className="block truncate">{choice.words}</span>
            {choice.note ? (
              <span className="block text-small text-faint">{choice.note}</span>
            ) : null}
          </span>
          <Radix.ItemIndicator>
            <Check size={14} className="text-accent-text" />
          </Radix.ItemIndicator>
        </Radix.RadioItem>
      ))}
    </Radix.RadioGroup>
  )
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return (
    <Radix.Label className="px-2 pt-1.5 pb-1 text-caption font-medium text-faint">
      {children}
    </Radix.Label>
  )
}

export function MenuLine() {
  return <Radix.Separator className="mx-1 my-1 h-px bg-line" />
}
