import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react'
import { useMe } from '../api/session'
import { eventEffects } from './event-effects'
import { ProjectLive } from './project-live'

const LiveContext = createContext<ProjectLive | null>(null)

export function LiveProvider({ projectId, children }: { projectId: number; children: ReactNode }) {
  const me = useMe()
  const [live] = useState(() => openLive(projectId, me.id))
  useEffect(() => live.start(), [live])
  return <LiveContext value={live}>{children}</LiveContext>
}

function openLive(projectId: number, myId: number): ProjectLive {
  const isTaking = (id: number) => live.chats.isTaking(id)
  const reactions = eventEffects({ projectId, myId, isTaking })
  const live = new ProjectLive({ projectId, userId: myId, ...reactions })
  return live
}

export function useLive(): ProjectLive {
  const live = useContext(LiveContext)
  if (!live) throw new Error('outside of a project')
  return live
}

/** Something of the live state; it must return the same object while nothing changed. */
export function useLiveState<Value>(read: (live: ProjectLive) => Value): Value {
  const live = useLive()
  return useSyncExternalStore(live.changes.subscribe, () => read(live))
}
