import type { ReactNode } from 'react'

type SheetProps = { title: string; lead?: ReactNode; wide?: boolean; children: ReactNode }

/** The body of a settings page. */
export function Sheet({ title, lead, wide = false, children }: SheetProps) {
  return (
    <div
      className={
        wide ? 'mx-auto max-w-5xl px-4 py-6 md:px-8' : 'mx-auto max-w-2xl px-4 py-6 md:px-8'
      }
    >
      <h2 className="text-page font-semibold">{title}</h2>
      {lead ? <p className="mt-1 text-soft text-pretty">{lead}</p> : null}
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-6">{children}</div>
    </div>
  )
}

export function Part({
  title,
  lead,
  children,
}: {
  title?: string
  lead?: ReactNode
  children: ReactNode
}) {
  return (
    <section className="grid grid-cols-[minmax(0,1fr)] gap-4 border-t border-line pt-6 first:border-t-0 first:pt-0">
      {title ? (
        <div>
          <h3 className="text-message font-semibold">{title}</h3>
          {lead ? <p className="mt-0.5 text-soft text-pretty">{lead}</p> : null}
        </div>
      ) : null}
      {children}
    </section>
  )
}
