import { AlertTriangle, X } from 'lucide-react'
import { useSyncExternalStore } from 'react'
import * as t from '../words/words'
import { dismissToast, readToasts, type Toast, watchToasts } from './toasts'

export function Toasts() {
  const toasts = useSyncExternalStore(watchToasts, readToasts)
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed start-4 end-4 bottom-4 z-50 grid justify-items-end gap-2 max-md:bottom-20 max-md:justify-items-center"
    >
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastLine({ toast }: { toast: Toast }) {
  const run = () => {
    toast.action?.run()
    dismissToast(toast.id)
  }
  return (
    <div className="arrives pointer-events-auto flex min-h-10 max-w-lg items-center gap-3 rounded-md bg-inverse ps-3 pe-1.5 text-on-inverse shadow-float">
      {toast.tone === 'problem' ? <AlertTriangle size={15} aria-label={t.ui.problem} /> : null}
      <span className="py-2">{toast.words}</span>
      {toast.action ? (
        <button
          type="button"
          onClick={run}
          className="min-h-8 rounded-sm px-2 font-semibold underline underline-offset-2"
        >
          {toast.action.words}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={t.ui.dismiss}
        onClick={() => dismissToast(toast.id)}
        className="grid size-8 place-items-center rounded-sm opacity-75 hover:opacity-100"
      >
        <X size={14} />
      </button>
    </div>
  )
}
