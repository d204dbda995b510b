import type { ComponentProps, ReactNode } from 'react'
import { classes } from './classes'
import { Tooltip } from './Tooltip'

type Variant = 'primary' | 'quiet' | 'ghost' | 'danger'

const LOOKS: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-hover',
  quiet: 'border border-line bg-surface text-ink hover:bg-hover',
  ghost: 'text-soft hover:bg-hover hover:text-ink',
  danger: 'border border-problem bg-surface text-problem hover:bg-problem-soft',
}

const SHAPE =
  'inline-flex items-center justify-center gap-1.5 rounded-md font-medium whitespace-nowrap select-none ' +
  'transition-colors disabled:opacity-55 disabled:pointer-events-none'

type ButtonProps = ComponentProps<'button'> & { variant?: Variant; busy?: boolean }

export function Button({
  variant = 'quiet',
  busy = false,
  className,
  children,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
      className={classes(
        SHAPE,
        'min-h-8 px-3 text-body max-md:min-h-11 max-md:px-4',
        LOOKS[variant],
        className,
      )}
    >
      {children}
    </button>
  )
}

type IconButtonProps = ComponentProps<'button'> & {
  label: string
  keys?: string
  children: ReactNode
}

/** A button that is only an icon: its label is read aloud and shown in a tooltip. */
export function IconButton({ label, keys, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip words={label} keys={keys}>
      <button
        type="button"
        aria-label={label}
        {...rest}
        className={classes(
          SHAPE,
          'size-8 shrink-0 max-md:size-11',
          'text-soft hover:bg-hover hover:text-ink',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  )
}
