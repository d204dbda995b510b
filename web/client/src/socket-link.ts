import { io, type Socket } from 'socket.io-client'
import type { Answer, Refusal } from './refusal.ts'
import { type Link, type LinkListener, type NoticeOf, noAnswer } from './seams.ts'

// Longer than the five seconds after which the server itself says `unavailable`.
const ANSWER_MS = 8_000

export interface SocketAddress {
  serverUrl: string
  projectId?: number
  auth?: () => Promise<Record<string, unknown>>
}

/** A `Link` over Socket.IO. Reconnecting is `LiveConnection`'s work, not the library's. */
export function socketLink<Requests, Notices>(address: SocketAddress): Link<Requests, Notices> {
  let socket: Socket | null = null
  let listener: LinkListener<Notices> | null = null
  return {
    listen(next) {
      listener = next
    },
    open() {
      socket?.removeAllListeners().disconnect()
      socket = openSocket(address)
      if (listener) forward(socket, listener)
    },
    close() {
      // Without its listeners first, closing would be heard as a loss.
      socket?.removeAllListeners().disconnect()
      socket = null
    },
    async request(name, payload) {
      if (!socket?.connected) return noAnswer
      try {
        const answer: unknown = await socket.timeout(ANSWER_MS).emitWithAck(name, payload)
        return answer as Answer<Requests, typeof name>
      } catch {
        return noAnswer
      }
    },
  }
}

function openSocket({ serverUrl, projectId, auth }: SocketAddress): Socket {
  return io(serverUrl, {
    transports: ['websocket'],
    reconnection: false,
    forceNew: true,
    ...(projectId === undefined ? {} : { query: { projectId } }),
    ...(auth
      ? { auth: (give: (data: object) => void) => void auth().then(give, () => give({})) }
      : {}),
  })
}

function forward<Notices>(socket: Socket, listener: LinkListener<Notices>): void {
  socket.on('connect', () => listener.up())
  socket.on('disconnect', () => listener.down())
  socket.on('connect_error', (error: Error & { data?: unknown }) => {
    const refusal = asRefusal(error.data)
    if (refusal) listener.refused(refusal)
    else listener.down()
  })
  socket.onAny((event: string, payload: unknown) => {
    listener.notice({ event, payload } as unknown as NoticeOf<Notices>)
  })
}

/** The server's own words, if it was the server that refused and not the network. */
function asRefusal(data: unknown): Refusal | null {
  if (typeof data !== 'object' || data === null) return null
  return 'code' in data && 'message' in data ? (data as Refusal) : null
}
