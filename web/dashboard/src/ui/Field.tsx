import { ChevronDown } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { useId } from 'react'
import { classes } from './classes'

export const CONTROL =
  'rounded-md border border-line bg-surface px-3 text-ink transition-colors hover:border-line-strong ' +
  'focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-problem disabled:bg-sunken disabled:text-faint'

type FieldProps = {
  label: string
  hint?: ReactNode
  error?: string | undefined
  children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
  }) => ReactNode
}

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId()
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean)
  return (
    <div className="grid gap-1.5">
      <label htmlFor={id} className="font-medium text-ink">
        {label}
      </label>
      {children({
        id,
        ...(described.length > 0 ? { 'aria-describedby': described.join(' ') } : {}),
        ...(error ? { 'aria-invalid': true } : {}),
      })}
      {error ? (
        <p id={`${id}-error`} className="text-small text-problem">
          {error}
        </p>
      ) : null}
      {hint ? (
        <p id={`${id}-hint`} className="text-small text-faint">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

export function Input({ className, ...rest }: ComponentProps<'input'>) {
  return (
    <input
      {...rest}
      className={classes(CONTROL, widthIn(className), 'h-9 max-md:h-11', className)}
    />
  )
}

export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return <textarea rows={3} {...rest} className={classes(CONTROL, 'w-full py-2', className)} />
}

/** The browser's own select: it needs no injected styles, so it works under our policy. */
export function Select({ className, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={classes('relative inline-block', className ?? 'w-full')}>
      <select
        {...rest}
        className={classes(CONTROL, 'h-9 w-full appearance-none pe-8 max-md:h-11')}
      />
      <ChevronDown
        size={14}
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 end-2.5 my-auto text-faint"
      />
    </span>
  )
}

/** As wide as its place, unless a width is asked for. */
function widthIn(className: string | undefined): string {
  return className?.includes('w-') ? '' : 'w-full'
}
