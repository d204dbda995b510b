import { useEffect } from 'react'
import { useProject } from '../api/session'
import { useLive } from '../live/LiveProvider'
import { useWaitingCount } from '../live/queue'

/** How many wait stands in the title, so that it is seen from another tab. */
export function WaitingAlerts() {
  const waiting = useWaitingCount()
  const name = useProject(useLive().projectId)?.name ?? 'Frontdesk'
  useEffect(() => {
    document.title = waiting > 0 ? `(${waiting}) ${name}` : name
  }, [waiting, name])
  return null
}
