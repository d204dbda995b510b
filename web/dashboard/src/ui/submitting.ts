import type { FormEvent } from 'react'

/**
 * Hand the form's values over without leaving the page. React's own `action` would clear the
 * fields afterwards, even when the server said no.
 */
export function submitting(submit: (form: FormData) => void) {
  return (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    submit(new FormData(event.currentTarget))
  }
}

export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
