import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react'
import { wayBack } from '../logic/lanes'

export type BackEdge = Edge<{ lane: number }, 'back'>

/** A way that leads back, around the cards. */
export function WayBack(props: EdgeProps<BackEdge>) {
  const { id, sourceX, sourceY, targetX, targetY, markerEnd, data } = props
  const path = wayBack(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data?.lane ?? (sourceX + targetX) / 2,
  )
  return <BaseEdge id={id} path={path} {...(markerEnd ? { markerEnd } : {})} />
}
