import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { afterEach, beforeEach, vi } from 'vitest'
import { TooltipProvider } from '../src/ui/Tooltip'

/** Where a test shows things; empty again for each. */
export let page: HTMLElement

/** Take away what is shown. */
export let leave = () => {}

/** Call it once per file. */
export function onAPage(): void {
  beforeEach(() => {
    vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true)
    page = document.createElement('div')
    document.body.append(page)
  })
  afterEach(() => {
    act(() => leave())
    page.remove()
    vi.unstubAllGlobals()
  })
}

/** Show something as the dashboard would, with nothing fetched yet. */
export async function show(element: ReactNode): Promise<void> {
  const root = createRoot(page)
  leave = () => root.unmount()
  await act(async () =>
    root.render(
      <QueryClientProvider client={new QueryClient()}>
        <TooltipProvider>{element}</TooltipProvider>
      </QueryClientProvider>,
    ),
  )
}
