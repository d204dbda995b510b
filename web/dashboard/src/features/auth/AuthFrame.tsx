import type { ReactNode } from 'react'
import { Logo } from '../../ui/Logo'

type AuthFrameProps = { title: string; lead?: ReactNode; children: ReactNode; wide?: boolean }

/** The quiet page around everything that happens before somebody is signed in. */
export function AuthFrame({ title, lead, children, wide = false }: AuthFrameProps) {
  return (
    <main className="flex min-h-full flex-col items-center overflow-y-auto px-4 py-10 md:justify-center">
      <div className={wide ? 'w-full max-w-lg' : 'w-full max-w-sm'}>
        <div className="mb-6 flex items-center gap-2.5">
          <Logo />
          <span className="text-message font-semibold">Frontdesk</span>
        </div>
        <section className="rounded-lg border border-line bg-surface p-6 max-md:p-5">
          <h1 className="text-page font-semibold text-balance" dir="auto">
            {title}
          </h1>
          {lead ? <div className="mt-1.5 text-soft text-pretty">{lead}</div> : null}
          <div className="mt-5">{children}</div>
        </section>
      </div>
    </main>
  )
}
