import type { ReactNode } from 'react'
import { errorMessage, fieldErrors } from '../api/http'
import * as t from '../words/words'

export function ErrorMessage({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="rounded-md bg-problem-soft px-3 py-2 text-problem">
      {children}
    </p>
  )
}

/** Why a form was refused. What is wrong with one field stands beside that field. */
export function FormError({ failure }: { failure: Error | null }) {
  if (!failure) return null
  const isMarked = Object.keys(fieldErrors(failure)).length > 0
  return <ErrorMessage>{isMarked ? t.shared.pleaseLook : errorMessage(failure)}</ErrorMessage>
}
