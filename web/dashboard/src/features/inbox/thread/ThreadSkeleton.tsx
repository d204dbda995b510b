import { Bone } from '../../../ui/Skeleton'

export function ThreadBones() {
  return (
    <div aria-hidden="true" className="grid gap-3 px-6 pt-8">
      <Bone className="h-8 w-52 rounded-bubble" />
      <Bone className="h-14 w-80 max-w-full rounded-bubble" />
      <Bone className="h-8 w-64 justify-self-end rounded-bubble" />
      <Bone className="h-8 w-40 rounded-bubble" />
      <Bone className="h-20 w-72 max-w-full justify-self-end rounded-bubble" />
    </div>
  )
}
