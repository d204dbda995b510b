import type {
  AgentNotices,
  AgentRequests,
  VisitorNotices,
  VisitorRequests,
} from '@frontdesk/protocol'
import { type Device, memoryDevice } from '../../src/device.ts'
import { loneTab, type Tabs } from '../../src/tabs.ts'
import { VisitorSession } from '../../src/visitor-session.ts'
import { MemoryLink } from './memory-link.ts'
import { seededRandom } from './random.ts'
import { ServerModel } from './server-model.ts'
import { VirtualClock } from './virtual-clock.ts'

const BEAT_MS = 5_000

/** A server, a clock and whoever is connected; everything a session needs from outside. */
export class World {
  readonly clock = new VirtualClock()
  readonly server = new ServerModel()
  readonly random: () => number
  readonly visitorLinks: MemoryLink<VisitorRequests, VisitorNotices>[] = []
  readonly agentLinks: MemoryLink<AgentRequests, AgentNotices>[] = []
  /** A test may answer a request itself; `undefined` leaves it to the server. */
  answer: (name: string, payload: unknown) => unknown = () => undefined

  constructor(seed = 1) {
    this.random = seededRandom(seed)
    this.server.hearers = {
      visitor: (event, payload) => {
        for (const link of this.visitorLinks) link.tell(event, payload)
      },
      agent: (event, payload) => {
        for (const link of this.agentLinks) link.tell(event, payload)
      },
    }
    this.#beatForEver()
  }

  visitorLink(): MemoryLink<VisitorRequests, VisitorNotices> {
    const link = new MemoryLink<VisitorRequests, VisitorNotices>({
      clock: this.clock,
      random: this.random,
      answer: (name, payload) =>
        this.answer(name, payload) ?? visitorAnswer(this.server, name, payload),
    })
    this.visitorLinks.push(link)
    return link
  }

  agentLink(): MemoryLink<AgentRequests, AgentNotices> {
    const link = new MemoryLink<AgentRequests, AgentNotices>({
      clock: this.clock,
      random: this.random,
      answer: (name, payload) =>
        this.answer(name, payload) ?? agentAnswer(this.server, name, payload),
    })
    this.agentLinks.push(link)
    return link
  }

  visitor(device: Device = memoryDevice(), tabs: Tabs = loneTab()) {
    const link = this.visitorLink()
    const seams = { device, tabs, link, clock: this.clock, random: this.random }
    const session = new VisitorSession({ serverUrl: '', projectId: 1, seams })
    return { session, link, device }
  }

  /** The answer to `identify`, with the token a test wants to give. */
  identified(asked: object, visitorToken: string): unknown {
    return { ...(identified(this.server, { ...asked }) as object), visitorToken }
  }

  #beatForEver(): void {
    this.clock.after(BEAT_MS, () => {
      this.server.beat()
      this.#beatForEver()
    })
  }
}

function visitorAnswer(server: ServerModel, name: string, payload: unknown): unknown {
  const asked = payload as Record<string, never>
  switch (name) {
    case 'identify':
      return identified(server, asked)
    case 'sendMessage': {
      const stored = server.postFromVisitor(asked['content'] ?? '', asked['tempId'] ?? '')
      if (stored !== 'conflict') return { ok: true, message: stored }
      return refusal('conflict')
    }
    case 'fetchMessages':
      return {
        ok: true,
        messages: server.page(asked),
        headSeq: server.conversation?.lastSeq ?? 0,
      }
    case 'messagesRead':
    case 'messagesDelivered':
      server.receivedByVisitor(
        name === 'messagesRead' ? 'read' : 'delivered',
        asked['upToSeq'] ?? 0,
      )
      return { ok: true }
    default:
      return { ok: true }
  }
}

function identified(server: ServerModel, asked: Record<string, unknown>): unknown {
  const afterSeq = asked['afterSeq'] as number | undefined
  return {
    ok: true,
    visitorUid: asked['visitorUid'],
    visitorToken: `token of ${asked['visitorUid']}`,
    conversation: server.visitorConversation,
    messages: server.page({ ...(afterSeq === undefined ? {} : { afterSeq, limit: 200 }) }),
    headSeq: server.conversation?.lastSeq ?? 0,
    hasEmail: false,
    isContinued: server.conversation !== null,
  }
}

function agentAnswer(server: ServerModel, name: string, payload: unknown): unknown {
  if (name !== 'joinProjectRoom') return { ok: true }
  const after = (payload as { afterFeedSeq: number | null }).afterFeedSeq
  const feedSeq = server.feed.length
  const events = after === null ? [] : server.feed.slice(after)
  const isTooFar = events.length > 500
  const joined = { ok: true, status: 'ok', roomName: 'project:1', feedSeq }
  return { ...joined, events: isTooFar ? [] : events, resync: isTooFar }
}

export function refusal(code: string, more: object = {}): unknown {
  return { ok: false, error: { code, message: `refused: ${code}`, ...more } }
}
