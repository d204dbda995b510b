import type { ReactNode } from 'react'
import * as t from '../words/words'
import { Button } from './Button'

type EmptyProps = { icon: ReactNode; title: string; children?: ReactNode }

/** Says what will appear here and how to make it appear. */
export function EmptyState({ icon, title, children }: EmptyProps) {
  return (
    <div className="mx-auto flex w-full max-w-sm flex-col items-center gap-2 px-6 py-12 text-center">
      <span aria-hidden="true" className="mb-1 text-faint">
        {icon}
      </span>
      <h2 className="text-message font-semibold text-balance">{title}</h2>
      <div className="text-soft text-pretty">{children}</div>
    </div>
  )
}

type TroubleProps = { title: string; words: string; onRetry?: () => void }

export function ErrorState({ title, words, onRetry }: TroubleProps) {
  return (
    <div
      role="alert"
      className="mx-auto flex w-full max-w-sm flex-col items-center gap-3 px-6 py-12 text-center"
    >
      <h2 className="text-message font-semibold">{title}</h2>
      <p className="text-soft text-pretty">{words}</p>
      {onRetry ? <Button onClick={onRetry}>{t.ui.tryAgain}</Button> : null}
    </div>
  )
}
