import type { VisitorNotices, VisitorRequests } from '@frontdesk/protocol'
import type { Device } from './device.ts'
import { browserDevice } from './indexed-device.ts'
import { type Clock, type Link, type Random, systemClock } from './seams.ts'
import { socketLink } from './socket-link.ts'
import { browserTabs, type Tabs } from './tabs.ts'
import { browserVisits, type Visits } from './visits.ts'

/** What a session takes from the browser, and a test from memory. */
export interface VisitorSeams {
  device: Device
  tabs: Tabs
  visits: Visits
  link: Link<VisitorRequests, VisitorNotices>
  clock: Clock
  random: Random
}

export interface VisitorSessionOptions {
  serverUrl: string
  projectId: number
  /** The site's own proof of who this is, asked for before each connection. */
  identity?: () => Promise<string | null>
  seams?: Partial<VisitorSeams>
}

export function browserSeams(options: VisitorSessionOptions): VisitorSeams {
  const { serverUrl, projectId, identity } = options
  const auth = identity && (async () => ({ identity: await identity() }))
  return {
    device: browserDevice(nameOf(projectId)),
    tabs: browserTabs(nameOf(projectId)),
    visits: browserVisits(nameOf(projectId)),
    link: socketLink({ serverUrl, projectId, ...(auth ? { auth } : {}) }),
    clock: systemClock,
    random: Math.random,
  }
}

function nameOf(projectId: number): string {
  return `frontdesk-${projectId}`
}
