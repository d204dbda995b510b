import { Link } from '@tanstack/react-router'
import { wordsOf } from '../api/http'
import { AuthFrame } from '../features/auth/AuthFrame'
import { Button } from '../ui/Button'
import { AfterAMoment, Bone } from '../ui/Skeleton'

export function Oops({ error }: { error: unknown }) {
  return (
    <AuthFrame title="This page could not be shown" lead={wordsOf(error)}>
      <Button look="primary" onClick={() => location.reload()}>
        Try again
      </Button>
    </AuthFrame>
  )
}

export function NotFound() {
  return (
    <AuthFrame
      title="Nothing is here"
      lead="The address may be mistyped, or what it led to is gone."
    >
      <Link to="/" className="text-accent-text underline">
        Go to the inbox
      </Link>
    </AuthFrame>
  )
}

export function Starting() {
  return (
    <AfterAMoment>
      <div aria-hidden="true" className="flex h-full bg-surface">
        <div className="w-14 border-e border-line bg-sunken max-md:hidden" />
        <div className="grid w-[340px] content-start gap-4 border-e border-line p-4 max-md:w-full">
          <Bone className="h-5 w-24" />
          <Bone className="h-14" />
          <Bone className="h-14" />
          <Bone className="h-14" />
        </div>
      </div>
    </AfterAMoment>
  )
}
