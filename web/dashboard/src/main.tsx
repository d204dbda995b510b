import './app.css'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { createRoot } from 'react-dom/client'
import { whenSignedOut } from './api/http'
import { queryClient, sessionQuery } from './api/queries'
import { router } from './routes/router'
import { ProofDialog } from './shell/ProofDialog'
import { Toasts } from './ui/Toasts'
import { TooltipProvider } from './ui/Tooltip'
import { applyAppearance } from './ui/theme'

applyAppearance()
whenSignedOut(() => {
  // Only a session that was there can end; asking whether there is one is no news.
  if (!queryClient.getQueryData(sessionQuery.queryKey)) return
  location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
})

const root = document.getElementById('app')
if (root) {
  createRoot(root).render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <RouterProvider router={router} />
        <ProofDialog />
        <Toasts />
      </TooltipProvider>
    </QueryClientProvider>,
  )
}
