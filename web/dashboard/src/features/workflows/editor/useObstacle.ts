import { useQuery } from '@tanstack/react-query'
import { settingsQuery } from '../../../api/settings'
import { useLive } from '../../../live/LiveProvider'
import { type Obstacle, obstacleOf } from '../logic/published'

/** Whether the assistant runs what is published here. */
export function useObstacle(): Obstacle {
  const { data } = useQuery(settingsQuery(useLive().projectId, 'assistant'))
  return obstacleOf(data?.value)
}
