import { WifiOff } from 'lucide-react'
import { useConnection } from '../live/connection'

const WORDS = {
  connecting: 'Connecting…',
  'catching-up': 'Catching up…',
  refused: 'Live updates were refused. Reload the page to try again.',
  reconnecting: 'Reconnecting… your messages are kept',
  offline: 'You are offline. Your messages are kept and will be sent.',
}

/** Says so while the screen may be behind, and goes away by itself once it has caught up. */
export function ConnectionBar() {
  const connection = useConnection()
  if (connection === 'live') return null
  return (
    <div
      role="status"
      className="fades flex min-h-6 items-center justify-center gap-2 bg-waiting-soft px-4 py-0.5 text-small text-waiting"
    >
      <WifiOff size={13} aria-hidden="true" />
      {WORDS[connection]}
    </div>
  )
}
