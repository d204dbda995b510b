import type { Connection } from '@frontdesk/client'
import { useEffect, useState, useSyncExternalStore } from 'react'
import { useLiveState } from './LiveProvider'

export type ConnectionStatus =
  | 'live'
  | 'connecting'
  | 'reconnecting'
  | 'catching-up'
  | 'offline'
  | 'refused'

const FIRST_CONNECT_MS = 3000

/** What the bar says. Only a page that is connected and caught up is called live. */
export function useConnection(): ConnectionStatus {
  const kind = useLiveState((live) => live.feed.state.connection.kind)
  const isCatchingUp = useLiveState((live) => live.isCatchingUp)
  const isOnline = useSyncExternalStore(watchNetwork, () => navigator.onLine)
  const isSlow = useIsSlow(kind === 'connecting' || kind === 'idle')
  return connectionStatus(kind, { isCatchingUp, isOnline, isSlow })
}

type Circumstances = { isCatchingUp: boolean; isOnline: boolean; isSlow: boolean }

export function connectionStatus(kind: Connection['kind'], now: Circumstances): ConnectionStatus {
  // The browser knows at once what a silent socket only shows after some seconds.
  if (!now.isOnline) return 'offline'
  if (kind === 'live') return now.isCatchingUp ? 'catching-up' : 'live'
  if (kind === 'refused') return 'refused'
  if (kind === 'reconnecting') return 'reconnecting'
  // The first connection takes a moment; that alone is no news.
  return now.isSlow ? 'connecting' : 'live'
}

function useIsSlow(isConnecting: boolean): boolean {
  const [slow, setSlow] = useState(false)
  useEffect(() => {
    setSlow(false)
    if (!isConnecting) return
    const timer = setTimeout(() => setSlow(true), FIRST_CONNECT_MS)
    return () => clearTimeout(timer)
  }, [isConnecting])
  return slow
}

function watchNetwork(listener: () => void): () => void {
  addEventListener('online', listener)
  addEventListener('offline', listener)
  return () => {
    removeEventListener('online', listener)
    removeEventListener('offline', listener)
  }
}
