import { Outlet, useMatchRoute, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useProject } from '../api/session'
import { useNextKey } from '../features/queue/useNextChat'
import { LiveProvider } from '../live/LiveProvider'
import { classes } from '../ui/classes'
import { CommandPalette } from './CommandPalette'
import { ConnectionBar } from './ConnectionBar'
import { Rail } from './Rail'
import { ShortcutSheet } from './ShortcutSheet'
import { useGlobalKeys } from './useGlobalKeys'
import { WaitingAlerts } from './WaitingAlerts'

/** The frame around every signed-in page: rail, connection, palette, shortcuts. */
export function Shell() {
  const projectId = Number(useParams({ strict: false }).projectId)
  return (
    <LiveProvider key={projectId} projectId={projectId}>
      <Frame projectId={projectId} />
    </LiveProvider>
  )
}

function Frame({ projectId }: { projectId: number }) {
  const [palette, setPalette] = useState(false)
  const [sheet, setSheet] = useState(false)
  const name = useProject(projectId)?.name ?? 'Frontdesk'
  const matchRoute = useMatchRoute()
  const inThread = Boolean(matchRoute({ to: '/projects/$projectId/inbox/$conversationId' }))
  useNextKey()
  useGlobalKeys({ openPalette: () => setPalette(true), openSheet: () => setSheet(true) })
  return (
    <div className="flex h-full flex-col bg-surface">
      <ConnectionBar />
      <div className="flex min-h-0 flex-1 max-md:flex-col-reverse">
        <div className={classes('contents', inThread && 'max-md:hidden')}>
          <Rail
            projectId={projectId}
            onPalette={() => setPalette(true)}
            onShortcuts={() => setSheet(true)}
          />
        </div>
        <main className="min-h-0 min-w-0 flex-1">
          {/* Panes come and go with the width of the screen; the page always has its name. */}
          <h1 className="sr-only">{name}</h1>
          <Outlet />
        </main>
      </div>
      <WaitingAlerts />
      <CommandPalette open={palette} onOpenChange={setPalette} />
      <ShortcutSheet open={sheet} onOpenChange={setSheet} />
    </div>
  )
}
