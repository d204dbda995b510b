import type { AgentState, Availability } from '@frontdesk/protocol'
import { useConnection } from './connection'
import { useLive, useLiveState } from './LiveProvider'
import { useAgents } from './queue'

/** What this member chose, and a way to choose again. */
export function useMyChoice(): [AgentState, (state: AgentState) => void] {
  const live = useLive()
  const state = useLiveState(({ availability }) => availability.state)
  return [state, (next) => live.setAvailability(next)]
}

/** How colleagues see this member: what was chosen, unless the server knows better. */
export function useMyState(myId: number): Availability {
  const [chosen] = useMyChoice()
  const isLive = useConnection() === 'live'
  const told = useAgents().find(({ userId }) => userId === myId)?.state
  if (!isLive) return 'offline'
  return chosen === 'available' && told === 'idle' ? 'idle' : chosen
}
