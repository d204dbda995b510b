import type { Conversation } from '@frontdesk/protocol'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { filterOf, type InboxFilter, queryOf } from '../src/live/inbox-filter'
import { rowsOf } from '../src/live/list-rows'
import { ProjectLive } from '../src/live/project-live'
import type { ThreadRows } from '../src/live/thread-rows'
import { FakeServer } from './fake-server'
import { GRACE } from './people'

const OPEN = filterOf({}, GRACE.id)
const FILTERS: readonly InboxFilter[] = [
  OPEN,
  filterOf({ status: 'solved' }, GRACE.id),
  filterOf({ assignee: 'me' }, GRACE.id),
  filterOf({ assignee: 'none', unread: true }, GRACE.id),
  filterOf({ status: 'all', assignee: 8, chatState: 'assigned' }, GRACE.id),
  filterOf({ status: 'all', tag: 'parcels' }, GRACE.id),
]

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

// R22 and R14: whatever is lost, late, doubled or out of order, the screen ends as a fresh load.
test.each(Array.from({ length: 120 }, (_, seed) => seed))(
  'after a storm (seed %i) list and thread equal a fresh load',
  async (seed) => {
    const random = seeded(seed)
    const { server, live } = await anInbox(random)

    server.breaksOff = seed % 3 === 0
    for (let step = 0; step < 80; step += 1) {
      server.happen()
      wander(live, random)
      await vi.advanceTimersByTimeAsync(random() * 150)
    }
    await calm(server, live)

    for (const filter of FILTERS) {
      live.lists.show(filter)
      await settle(vi.advanceTimersByTimeAsync(1000))
      expectFresh(server, live, filter)
    }
    for (const { conversationId, messages } of shownThreads(live)) {
      expect(messages).toEqual(server.messages.get(conversationId)?.slice(-messages.length))
    }
    expectKept(live.notes, server.notes, live.openId)
    expectKept(live.responder.drafts, server.drafts, live.openId)
    expect(live.isCatchingUp).toBe(false)
  },
)

test('pages loaded while conversations arrive and leave have no hole and no double', async () => {
  const random = seeded(7)
  const { server, live } = await anInbox(random)
  for (let step = 0; step < 30; step += 1) {
    server.happen()
    void live.lists.loadMore(OPEN)
    await vi.advanceTimersByTimeAsync(100)
  }
  await calm(server, live)
  while (isMore(live, OPEN)) {
    await live.lists.loadMore(OPEN)
  }

  expect(shownRows(live, OPEN)).toEqual(
    server.list(new URLSearchParams(queryOf(OPEN))).map(rowFields),
  )
})

/** Somebody scrolls, looks at another filter, opens another conversation. */
function wander(live: ProjectLive, random: () => number): void {
  const pick = random()
  const filter = FILTERS[Math.floor(random() * FILTERS.length)] ?? OPEN
  if (pick < 0.2) void live.lists.loadMore(filter)
  else if (pick < 0.3) void live.threads.loadMore(live.openId ?? 1)
  else if (pick < 0.4) live.lists.show(filter)
  else if (pick < 0.5) live.view(1 + Math.floor(random() * (random() < 0.5 ? 3 : 30)))
}

async function anInbox(random: () => number) {
  const server = new FakeServer(random)
  vi.stubGlobal('fetch', server.fetch)
  for (let id = 1; id <= 30; id += 1) server.visitorWrites(id)
  for (let more = 0; more < 12; more += 1) server.visitorWrites(1)
  const live = new ProjectLive({
    projectId: 1,
    userId: GRACE.id,
    onEvent: () => {},
    onPassing: () => {},
    onReloaded: () => {},
    seams: { link: server.link, clock: systemClock, random },
  })
  live.start()
  live.lists.show(OPEN)
  live.view(1)
  await vi.advanceTimersByTimeAsync(random() * 1000)
  return { server, live }
}

async function calm(server: FakeServer, live: ProjectLive): Promise<void> {
  server.isStormy = false
  server.breaksOff = false
  live.lists.show(OPEN)
  await settle(vi.advanceTimersByTimeAsync(60_000))
}

const settle = (work: Promise<unknown>) => work

/** Rows of threads as the house has them; what is not on screen is asked for again when it is. */
function expectKept<Row>(
  collection: ThreadRows<Row>,
  rows: ReadonlyMap<number, Row[]>,
  openId: number | null,
): void {
  for (const id of collection.keys) {
    const state = collection.stateOf(id)
    if (state?.kind === 'failed' && id !== openId) continue
    expect(state).toEqual({ kind: 'ready', value: rows.get(id) ?? [], isLoadingMore: false })
  }
}

/** Every row that has been loaded, none that has left, and all of them once there is no more. */
function expectFresh(server: FakeServer, live: ProjectLive, filter: InboxFilter): void {
  const shown = shownRows(live, filter)
  const fresh = server.list(new URLSearchParams(queryOf(filter))).map(rowFields)
  expect(shown).toEqual(isMore(live, filter) ? fresh.slice(0, shown.length) : fresh)
}

function shownRows(live: ProjectLive, filter: InboxFilter) {
  const state = live.lists.stateOf(filter)
  if (state?.kind !== 'ready') return [state]
  return rowsOf(live.conversations.known.values(), filter, state.value.frontier).map(rowFields)
}

/** Presence is no part of the ordered log. */
function rowFields({ visitor: { isOnline: _, ...visitor }, ...row }: Conversation) {
  return { ...row, visitor }
}

function shownThreads(live: ProjectLive) {
  return live.threads.keys.flatMap((id) => {
    const state = live.threads.stateOf(id)
    expect(state?.kind).not.toBe('loading')
    return state?.kind === 'ready' ? [state.value] : []
  })
}

function isMore(live: ProjectLive, filter: InboxFilter): boolean {
  const state = live.lists.stateOf(filter)
  return state?.kind === 'ready' && state.value.cursor !== null
}

const systemClock = {
  now: () => Date.now(),
  after(milliseconds: number, work: () => void) {
    const timer = setTimeout(work, milliseconds)
    return () => clearTimeout(timer)
  },
}

function seeded(seed: number): () => number {
  let state = seed * 2_654_435_761 + 1
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}
