import { BaseEdge, type Edge, type EdgeProps } from '@xyflow/react'
import { backEdgePath } from '../logic/lanes'

export type BackEdgeShape = Edge<{ lane: number }, 'back'>

/** A way that leads back, around the cards. */
export function BackEdge(props: EdgeProps<BackEdgeShape>) {
  const { id, sourceX, sourceY, targetX, targetY, markerEnd, data } = props
  const path = backEdgePath(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data?.lane ?? (sourceX + targetX) / 2,
  )
  return <BaseEdge id={id} path={path} {...(markerEnd ? { markerEnd } : {})} />
}
