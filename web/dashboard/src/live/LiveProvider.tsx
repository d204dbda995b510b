import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { queryClient } from '../api/queries'
import { useMe } from '../api/session'
import { announce } from './announce'
import { ProjectLive } from './project-live'

const LiveContext = createContext<ProjectLive | null>(null)

export function LiveProvider({ projectId, children }: { projectId: number; children: ReactNode }) {
  const me = useMe()
  const [live] = useState(
    () =>
      new ProjectLive({
        projectId,
        userId: me.id,
        onVisitorMessage: (message, before) => announce(message, before, me.id),
        onVisitorChanged: (visitorId) => {
          const all = ['project', projectId, 'visitor']
          void queryClient.invalidateQueries({
            queryKey: visitorId === null ? all : [...all, visitorId],
          })
        },
      }),
  )
  useEffect(() => live.start(), [live])
  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLive(): ProjectLive {
  const live = useContext(LiveContext)
  if (!live) throw new Error('outside of a project')
  return live
}

/** Something of the live state; it must return the same object while nothing changed. */
export function useLiveState<Value>(read: (live: ProjectLive) => Value): Value {
  const live = useLive()
  return useSyncExternalStore(live.changes.watch, () => read(live))
}
