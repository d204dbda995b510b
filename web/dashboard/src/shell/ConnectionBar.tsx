import { WifiOff } from 'lucide-react'
import { useEffect } from 'react'
import { useConnection } from '../live/connection'
import { useLiveState } from '../live/LiveProvider'
import * as t from '../words/words'

const WORDS = {
  connecting: t.shell.connecting,
  'catching-up': t.shell.catchingUp,
  refused: t.shell.liveUpdatesWereRefusedReload,
  reconnecting: t.shell.reconnectingYourMessagesAreKept,
  offline: t.shell.youAreOfflineYourMessages,
}

/** Says so while the screen may be behind, and goes away by itself once it has caught up. */
export function ConnectionBar() {
  const connection = useConnection()
  useWayOut()
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

/** Signed out elsewhere, or no longer a member: there is nothing here to show any more. */
function useWayOut(): void {
  const code = useLiveState(({ feed: { state } }) =>
    state.connection.kind === 'refused' ? state.connection.code : null,
  )
  useEffect(() => {
    if (code === 'unauthorized') {
      location.assign(`/sign-in?next=${encodeURIComponent(location.pathname + location.search)}`)
    } else if (code === 'not_found' || code === 'forbidden') location.assign('/')
  }, [code])
}
