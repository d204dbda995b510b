import { SkeletonBlock } from '../../../ui/Skeleton'

export function ThreadSkeleton() {
  return (
    <div aria-hidden="true" className="grid gap-3 px-6 pt-8">
      <SkeletonBlock className="h-8 w-52 rounded-bubble" />
      <SkeletonBlock className="h-14 w-80 max-w-full rounded-bubble" />
      <SkeletonBlock className="h-8 w-64 justify-self-end rounded-bubble" />
      <SkeletonBlock className="h-8 w-40 rounded-bubble" />
      <SkeletonBlock className="h-20 w-72 max-w-full justify-self-end rounded-bubble" />
    </div>
  )
}
