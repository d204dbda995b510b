import { Link, useRouter } from '@tanstack/react-router'
import { errorMessage } from '../api/http'
import { AuthFrame } from '../features/auth/AuthFrame'
import { Button } from '../ui/Button'
import { Delayed, SkeletonBlock } from '../ui/Skeleton'
import * as t from '../words/words'

/** Tries again in place: loading the address anew would end, without a network, outside of us. */
export function ErrorPage({ error }: { error: unknown }) {
  const router = useRouter()
  return (
    <AuthFrame title={t.shell.thisPageCould} lead={errorMessage(error)}>
      <Button variant="primary" onClick={() => void router.invalidate()}>
        {t.shell.tryAgain}
      </Button>
    </AuthFrame>
  )
}

export function NotFound() {
  return (
    <AuthFrame title={t.shell.pageNotFound} lead={t.shell.theAddressMayBeMistyped}>
      <Link to="/" className="text-accent-text underline">
        {t.shell.goToTheInbox}
      </Link>
    </AuthFrame>
  )
}

export function Starting() {
  return (
    <Delayed>
      <div aria-hidden="true" className="flex h-full bg-surface">
        <div className="w-14 border-e border-line bg-sunken max-md:hidden" />
        <div className="grid w-[340px] content-start gap-4 border-e border-line p-4 max-md:w-full">
          <SkeletonBlock className="h-5 w-24" />
          <SkeletonBlock className="h-14" />
          <SkeletonBlock className="h-14" />
          <SkeletonBlock className="h-14" />
        </div>
      </div>
    </Delayed>
  )
}
