import { CloudOff } from 'lucide-react'
import { type ComponentType, type ReactNode, useCallback, useEffect, useState } from 'react'
import { Button } from '../ui/Button'
import { EmptyState } from '../ui/Empty'
import * as t from '../words/words'

type Page = { found: ComponentType | null; fetch: () => Promise<void> }

const pages: Page[] = []

/**
 * A page in a file of its own. One that can't be fetched says so in its place: the router's own way
 * is to load the whole address anew, which without a network ends in the browser's error page.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Record<Name, ComponentType>>,
  name: Name,
): () => ReactNode {
  const page: Page = {
    found: null,
    fetch: async () => {
      page.found ??= (await load())[name]
    },
  }
  pages.push(page)
  return () => <LazyPage page={page} />
}

function LazyPage({ page }: { page: Page }) {
  const [, setArrived] = useState(false)
  const [isMissing, setMissing] = useState(false)
  const look = useCallback(() => {
    page.fetch().then(
      () => setArrived(true),
      () => setMissing(true),
    )
  }, [page])
  useEffect(() => {
    if (!page.found) look()
    addEventListener('online', look)
    return () => removeEventListener('online', look)
  }, [page, look])
  if (page.found) return <page.found />
  return isMissing ? <MissingPage onRetry={look} /> : null
}

/** Fetch every page while nothing else is to do, so that each opens without a network. */
export function fetchPagesWhenIdle(): void {
  const whenIdle = globalThis.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 2_000))
  whenIdle(async () => {
    // One after the other: none of them may be in the way of what somebody waits for.
    for (const page of pages) await page.fetch().catch(() => {})
  })
}

function MissingPage({ onRetry }: { onRetry: () => void }) {
  const isOffline = !navigator.onLine
  return (
    <div role="alert" className="grid h-full place-items-center">
      <EmptyState icon={<CloudOff size={22} />} title={t.shell.thisPageCould}>
        <p>{isOffline ? t.shell.itOpensWhenYouAreBack : t.shell.perhapsUpdated}</p>
        <div className="mt-4 flex flex-wrap justify-center gap-2">
          <Button onClick={onRetry}>{t.shell.tryAgain}</Button>
          {isOffline ? null : (
            <Button variant="primary" onClick={() => location.reload()}>
              {t.shell.reload}
            </Button>
          )}
        </div>
      </EmptyState>
    </div>
  )
}
